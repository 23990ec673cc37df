// The end that somebody asks for, for programs that run until then and edit no line.
#include "Editor.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

static int ask_end = -1;

static void on_end(int number) {
    int error = errno;
    (void)number;
    // The second signal ends the process at once: whoever asks twice is in a hurry.
    (void)signal(SIGINT, SIG_DFL);
    (void)signal(SIGTERM, SIG_DFL);
    (void)!write(ask_end, "", 1);
    errno = error;
}

int cle_terminations_open(void) {
    int ends[2];
    if (ask_end >= 0 || pipe(ends) != 0) return -1;
    for (int i = 0; i < 2; i++) (void)fcntl(ends[i], F_SETFD, FD_CLOEXEC);
    ask_end = ends[1];
    struct sigaction action = {.sa_flags = SA_RESTART};
    action.sa_handler = on_end;
    sigemptyset(&action.sa_mask);
    (void)sigaction(SIGINT, &action, NULL);
    (void)sigaction(SIGTERM, &action, NULL);
    return ends[0];
}

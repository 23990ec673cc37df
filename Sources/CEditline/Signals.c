// Signals. A handler may run on any thread at any point, so it only sets a bit and writes one octet to a pipe that
// the editor's thread sleeps on. The exception are signals that end the process: they put the terminal back
// themselves, for nobody is left who could (tcsetattr is async-signal-safe).
#define _GNU_SOURCE
#include "Editor.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/select.h>
#include <unistd.h>

static atomic_uint came;                // bits of signals
static atomic_int wake_end = -1;        // where handlers write
static int sleep_end = -1;              // where the editor's thread sleeps
static atomic_bool caught;              // the handlers below are in place, and `found` is to be restored

static struct { int number; unsigned bit; struct sigaction before; } told[] = {
    {.number = SIGINT, .bit = CLE_INTERRUPTED}, {.number = SIGWINCH, .bit = CLE_RESIZED},
    {.number = SIGTSTP, .bit = CLE_SUSPENDED}, {.number = SIGCONT, .bit = CLE_CONTINUED},
};
static struct { int number; struct sigaction before; } fatal[] = {
    {.number = SIGTERM}, {.number = SIGHUP}, {.number = SIGQUIT},
};

enum { TOLD = sizeof told / sizeof *told, FATAL = sizeof fatal / sizeof *fatal };

void cle_wake(void) {
    int end = atomic_load(&wake_end);
    // A full pipe wakes just as well.
    if (end >= 0) (void)!write(end, "", 1);
}

static void on_told(int number) {
    int error = errno;
    for (int i = 0; i < TOLD; i++)
        if (told[i].number == number) atomic_fetch_or(&came, told[i].bit);
    cle_wake();
    errno = error;
}

static void on_fatal(int number) {
    // SIGTTOU is blocked by the mask of this handler, so a process in the background may do this too. The default
    // action, set by SA_RESETHAND, follows when the handler returns and `number` is no longer blocked.
    int error = errno;
    if (atomic_exchange(&caught, false)) (void)tcsetattr(cle_terminal.input, TCSANOW, &cle_terminal.found);
    (void)raise(number);
    errno = error;
}

static void catch(int number, void (*handler)(int), int flags, struct sigaction *before) {
    // No SA_RESTART: a read that waits must notice.
    struct sigaction action = {.sa_flags = flags};
    action.sa_handler = handler;
    sigfillset(&action.sa_mask);
    (void)sigaction(number, &action, before);
}

/// A pipe that does not block and is not inherited.
static bool open_pipe(void) {
    int ends[2];
    if (pipe(ends) != 0) return false;
    if (ends[0] >= FD_SETSIZE) {        // select could not watch it
        (void)close(ends[0]);
        (void)close(ends[1]);
        return false;
    }
    for (int i = 0; i < 2; i++) {
        (void)fcntl(ends[i], F_SETFL, O_NONBLOCK);
        (void)fcntl(ends[i], F_SETFD, FD_CLOEXEC);
    }
    sleep_end = ends[0];
    atomic_store(&wake_end, ends[1]);
    return true;
}

bool cle_signals_open(void) {
    if (sleep_end < 0 && !open_pipe()) return false;
    atomic_store(&came, 0);
    atomic_store(&caught, true);
    for (int i = 0; i < TOLD; i++) catch(told[i].number, on_told, 0, &told[i].before);
    for (int i = 0; i < FATAL; i++) {
        catch(fatal[i].number, on_fatal, (int)SA_RESETHAND, &fatal[i].before);
        // nohup, or a parent that wants it so: an ignored signal stays ignored.
        if (fatal[i].before.sa_handler == SIG_IGN) (void)sigaction(fatal[i].number, &fatal[i].before, NULL);
    }
    return true;
}

/// Puts modes and handlers back. The pipe stays for the next start: another thread may be about to write to it.
void cle_signals_close(void) {
    if (!atomic_exchange(&caught, false)) return;
    (void)tcsetattr(cle_terminal.input, TCSADRAIN, &cle_terminal.found);
    for (int i = 0; i < TOLD; i++) (void)sigaction(told[i].number, &told[i].before, NULL);
    for (int i = 0; i < FATAL; i++) (void)sigaction(fatal[i].number, &fatal[i].before, NULL);
}

unsigned cle_signals_take(void) {
    return atomic_exchange(&came, 0);
}

void cle_signals_suspend(void) {
    // With the default action being continued leaves no bit behind: who suspends itself knows.
    (void)signal(SIGCONT, SIG_DFL);
    (void)signal(SIGTSTP, SIG_DFL);
    (void)raise(SIGTSTP);           // the whole process sleeps here
    catch(SIGTSTP, on_told, 0, NULL);
    catch(SIGCONT, on_told, 0, NULL);
}

bool cle_wait(bool for_input, enum cle_patience patience) {
    fd_set inputs;
    FD_ZERO(&inputs);
    FD_SET(sleep_end, &inputs);
    if (for_input) FD_SET(cle_terminal.input, &inputs);
    int last = for_input && cle_terminal.input > sleep_end ? cle_terminal.input : sleep_end;
    struct timeval none = {0};
    // select, not poll: poll does not know terminals on macOS.
    int ready = select(last + 1, &inputs, NULL, NULL, patience == CLE_LOOK ? &none : NULL);
    if (ready < 0) return false;
    char octets[64];
    if (FD_ISSET(sleep_end, &inputs) && patience == CLE_WAIT)
        while (read(sleep_end, octets, sizeof octets) > 0) {}
    return for_input && FD_ISSET(cle_terminal.input, &inputs);
}

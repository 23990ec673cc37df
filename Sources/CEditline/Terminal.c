// The terminal: its modes, its size, writing to it, and giving it back while the process is suspended.
#define _GNU_SOURCE
#include "Editor.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <time.h>
#include <unistd.h>

struct cle_terminal cle_terminal = {.input = STDIN_FILENO, .output = STDOUT_FILENO};

static atomic_flag claimed = ATOMIC_FLAG_INIT;

bool cle_terminal_claim(void) {
    return !atomic_flag_test_and_set(&claimed);
}

void cle_terminal_release(void) {
    // Whoever asks for the size from now on means standard output; the descriptors may be closed already.
    cle_terminal.input = STDIN_FILENO;
    cle_terminal.output = STDOUT_FILENO;
    atomic_flag_clear(&claimed);
}

static void restore_at_exit(void) {
    cle_signals_close();
}

bool cle_terminal_open(int input, int output) {
    static bool registered;
    struct termios found;
    bool watchable = input < FD_SETSIZE && output < FD_SETSIZE;     // by select
    if (!watchable || tcgetattr(input, &found) != 0) return false;
    cle_terminal = (struct cle_terminal){.input = input, .output = output, .found = found, .quiet = found};
    cle_terminal.quiet.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON);
    cle_terminal.quiet.c_lflag |= ISIG;
    cle_terminal.quiet.c_cc[VMIN] = 1;
    cle_terminal.quiet.c_cc[VTIME] = 0;
    if (!registered) registered = atexit(restore_at_exit) == 0;
    cle_input_clear();
    return cle_signals_open();
}

void cle_terminal_quieten(void) {
    (void)tcsetattr(cle_terminal.input, TCSADRAIN, &cle_terminal.quiet);
}

bool cle_terminal_key(int index, uint32_t character) {
    // 0, and 0xFF on macOS, stand for no key at all.
    return character > 0 && character < 0x80 && cle_terminal.found.c_cc[index] == character;
}

static struct winsize size(void) {
    struct winsize size = {0};
    int terminal = cle_terminal.output;
    if (ioctl(terminal, TIOCGWINSZ, &size) != 0) size = (struct winsize){0};
    // One column would leave no place for a wide character, and libedit takes 80 by 24 too when it is told nothing.
    if (size.ws_col < 2) size.ws_col = 80;
    if (size.ws_row < 1) size.ws_row = 24;
    return size;
}

int cle_columns(void) {
    return size().ws_col;
}

int cle_rows(void) {
    return size().ws_row;
}

/// Whether the terminal takes more text now. It does not while Ctrl-S holds it or its reader is slow.
static bool writable(void) {
    fd_set outputs;
    FD_ZERO(&outputs);
    FD_SET(cle_terminal.output, &outputs);
    struct timeval tenth = {.tv_usec = 100000};
    int ready = select(cle_terminal.output + 1, NULL, &outputs, NULL, &tenth);
    return ready > 0 || (ready < 0 && errno != EINTR);
}

void cle_terminal_write(const char *bytes, size_t count, void (*between)(void)) {
    if (count > 0) cle_terminal.row_open = bytes[count - 1] != '\n';
    while (count > 0) {
        // Small pieces, each only once there is room: O_NONBLOCK would belong to the descriptor the shell shares
        // with us, and one long write would keep Ctrl-C waiting.
        if (between) between();
        if (between && !writable()) continue;
        ssize_t written = write(cle_terminal.output, bytes, count < 1024 ? count : 1024);
        if (written < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (written < 0) return;    // the terminal is gone: text has nowhere to go
        bytes += written;
        count -= (size_t)written;
    }
}

void cle_terminal_print(const char *string) {
    cle_terminal_write(string, strlen(string), NULL);
}

void cle_terminal_close_row(void) {
    if (cle_terminal.row_open) cle_terminal_print("\n");
}

/// Seconds on a clock that goes on while the process, and the machine, sleeps.
static double now(void) {
    struct timespec time = {0};
#ifdef CLOCK_BOOTTIME
    (void)clock_gettime(CLOCK_BOOTTIME, &time);
#else
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
#endif
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

double cle_terminal_suspend(void) {
    struct termios ours;
    bool known = tcgetattr(cle_terminal.input, &ours) == 0;
    (void)tcsetattr(cle_terminal.input, TCSADRAIN, &cle_terminal.found);
    double before = now();
    cle_signals_suspend();
    if (known) (void)tcsetattr(cle_terminal.input, TCSADRAIN, &ours);
    return now() - before;
}

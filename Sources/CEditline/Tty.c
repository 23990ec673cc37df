// A password without an editor: for runs whose standard input and output are files or pipes.
#include "Editor.h"

#include <fcntl.h>
#include <unistd.h>

static cle_password_result read_from(int terminal, const char *prompt, char *buffer, size_t limit) {
    if (!cle_terminal_open(terminal, terminal)) return CLE_PASSWORD_NO_TERMINAL;
    cle_guard_secrets(true);
    // What was typed before the prompt was echoed, and was not meant for it.
    (void)tcsetattr(terminal, TCSAFLUSH, &cle_terminal.quiet);
    cle_answer_kind answer = cle_hidden_read(prompt, buffer, limit);
    cle_signals_close();
    cle_guard_secrets(false);
    if (answer == CLE_ANSWER_SECRET) return CLE_PASSWORD_READ;
    return answer == CLE_ANSWER_INTERRUPT ? CLE_PASSWORD_CANCELLED : CLE_PASSWORD_NO_TERMINAL;
}

cle_password_result cle_read_password_tty(const char *prompt, char *buffer, size_t size) {
    if (size == 0) return CLE_PASSWORD_CANCELLED;
    buffer[0] = 0;
    if (!cle_terminal_claim()) return CLE_PASSWORD_EDITOR_RUNS;
    int terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
    cle_password_result result = CLE_PASSWORD_NO_TERMINAL;
    if (terminal >= 0) {
        result = read_from(terminal, prompt, buffer, size - 1);
        (void)close(terminal);
    }
    cle_terminal_release();
    return result;
}

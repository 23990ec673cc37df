// A line without libedit: for screen readers, and for terminals that cannot move their cursor. What is on the screen
// stays there, and whatever has changed is shown anew on a row of its own; only what was typed last is rubbed out.
//
// The terminal could edit lines by itself, but it would show the argument of PASS. So here too it does not echo: we
// do.
#define _GNU_SOURCE
#include "Editor.h"

#include <stdlib.h>

// What the terminal's own line editing on Linux takes too.
enum { LINE_LIMIT = 4096 };

static wchar_t line[LINE_LIMIT];
static size_t count;
static enum cle_sequence sequence;

static void print(const wchar_t *text, size_t length) {
    char *octets = cle_utf8(text, length);
    if (octets) cle_terminal_print(octets);
    cle_forget(octets);
}

/// A terminal that did not echo when we came shows what is typed in another way: the shell of Emacs, for one.
static bool echoes(void) {
    return cle_terminal.found.c_lflag & ECHO;
}

static void show_anew(void) {
    cle_terminal_close_row();
    print(cle_editor.prompt, wcslen(cle_editor.prompt));
    print(line, count);
}

/// Shows what was posted and a prompt that was changed, and then the line again.
static void update(void) {
    // Taken first: whatever was posted before the prompt was changed is shown before it.
    char *prompt = cle_request_take_prompt(cle_editor.ask);
    bool posted = cle_output_write(cle_terminal_close_row);
    if (prompt) (void)cle_prompt_set(prompt);
    if (posted || prompt) show_anew();
    cle_forget(prompt);
}

// ---- editing

static void erase_to(size_t kept) {
    struct cle_place before = cle_place_after(line, count), after = cle_place_after(line, kept);
    bool on_row = before.row == after.row;
    for (size_t at = kept; at < count; at++) on_row = on_row && wcwidth(line[at]) > 0;
    cle_wipe(line + kept, (count - kept) * sizeof *line);
    count = kept;
    if (!echoes()) return;
    // A backspace does not lead to the row above, nor to the letter below an accent.
    if (!on_row) show_anew();
    for (int column = before.column; on_row && column > after.column; column--) cle_terminal_print("\b \b");
}

static size_t before_word(void) {
    size_t at = count;
    while (at > 0 && line[at - 1] == L' ') at--;
    while (at > 0 && line[at - 1] != L' ') at--;
    return at;
}

/// False: there is no room.
static bool add(uint32_t character) {
    if (count == LINE_LIMIT) return false;
    line[count++] = (wchar_t)character;
    return true;
}

static bool is_text(uint32_t character) {
    return character >= 0x20 && !(character >= 0x7F && character < 0xA0);
}

static void insert_initial(const char *initial) {
    wchar_t *text = initial ? cle_wide(initial) : NULL;
    for (size_t i = 0; text && text[i]; i++)
        if (is_text((uint32_t)text[i])) (void)add((uint32_t)text[i]);
    if (text) cle_wipe(text, wcslen(text) * sizeof *text);
    free(text);
}

enum progress { GOES_ON, DONE, SECRET, END };

static enum progress take(uint32_t character) {
    if (cle_input_within_key(&sequence, character)) return GOES_ON;
    if (character == '\r' || character == '\n') return DONE;
    if (character == 4 || cle_terminal_key(VEOF, character)) {
        if (count == 0) return END;
        cle_terminal_print("\a");
    } else if (character == 8 || character == 0x7F || cle_terminal_key(VERASE, character)) {
        if (count > 0) erase_to(count - 1);
    } else if (character == 0x17) {
        erase_to(before_word());
    } else if (character == 0x15 || cle_terminal_key(VKILL, character)) {
        erase_to(0);
    } else if (character == 0x0C || character == 0x12) {    // Ctrl-L, Ctrl-R: read it to me again
        show_anew();
    } else if (is_text(character)) {
        if (!add(character)) cle_terminal_print("\a");
        else if (echoes()) print(line + count - 1, 1);
    }
    return GOES_ON;
}

static enum progress take_all(void) {
    uint32_t character;
    while (!cle_secret_follows(line, count)) {
        if (!cle_input_scalar(&character)) return GOES_ON;
        enum progress progress = take(character);
        if (progress != GOES_ON) return progress;
    }
    return SECRET;
}

// ---- one line

/// Serves signals. False: one of them, or cle_stop, ends the line for the reason set.
static bool serve_signals(void) {
    unsigned signals = cle_signals_take();
    bool interrupted = signals & CLE_INTERRUPTED;
    if (cle_stopping() || interrupted) {
        cle_terminal_print(interrupted ? "^C\n" : "\n");
        cle_editor.ended = cle_stopping() ? CLE_ANSWER_STOPPED : CLE_ANSWER_INTERRUPT;
        return false;
    }
    if (signals & (CLE_SUSPENDED | CLE_CONTINUED)) {
        cle_terminal_close_row();
        cle_serve_suspension(signals);
        update();
        if (!cle_terminal.row_open) show_anew();
    }
    return true;
}

static bool finish(enum progress progress) {
    // Who shows what is typed in our place shows the end of the line too.
    if (progress == DONE && !echoes()) cle_terminal.row_open = false;
    else cle_terminal_print("\n");
    cle_editor.take_secret = progress == SECRET;
    return progress != END;
}

bool cle_plain_edit(void) {
    cle_wipe(line, count * sizeof *line);
    count = 0;
    sequence = CLE_NO_SEQUENCE;
    insert_initial(cle_editor.ask->initial);
    show_anew();
    while (serve_signals()) {
        update();
        enum cle_input input = cle_input_fill();
        enum progress progress = take_all();
        if (progress != GOES_ON) return finish(progress);
        switch (input) {
        case CLE_INPUT_NONE: (void)cle_wait(true, CLE_WAIT); break;
        case CLE_INPUT_READ: break;
        case CLE_INPUT_END: return finish(END);
        case CLE_INPUT_ERROR: cle_editor.ended = CLE_ANSWER_ERROR; return finish(END);
        }
    }
    return false;
}

const wchar_t *cle_plain_line(size_t *length) {
    *length = count;
    return line;
}

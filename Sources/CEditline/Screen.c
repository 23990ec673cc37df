// The line libedit edits, on the screen. libedit can draw its line but has no public call to remove it: Layout.c tells
// where it begins.
#define _GNU_SOURCE
#include "Editor.h"

#include <stdio.h>

/// Where the text of the line up to `end` ends, counted from the begin of the prompt.
static struct cle_place place_of(const wchar_t *end) {
    const wchar_t *line = el_wline(cle_editor.line)->buffer;
    return cle_place_after(line, (size_t)(end - line));
}

void cle_screen_erase(void) {
    struct cle_place cursor = place_of(el_wline(cle_editor.line)->cursor);
    (void)fputc('\r', cle_editor.out);
    if (cursor.row > 0) (void)fprintf(cle_editor.out, "\033[%dA", cursor.row);
    // Clearing everything from the first cell of the screen makes tmux save it in its history: a copy of a half-typed
    // line for every post. So the row goes first, and the rest from the second cell.
    (void)fputs("\033[K\033[C\033[J\r", cle_editor.out);
    (void)fflush(cle_editor.out);
}

void cle_screen_leave(const char *mark) {
    const LineInfoW *line = el_wline(cle_editor.line);
    struct cle_place cursor = place_of(line->cursor), end = place_of(line->lastchar);
    (void)fputc('\r', cle_editor.out);
    if (end.row > cursor.row) (void)fprintf(cle_editor.out, "\033[%dB", end.row - cursor.row);
    if (end.column > 0) (void)fprintf(cle_editor.out, "\033[%dC", end.column);
    (void)fprintf(cle_editor.out, "\033[J%s\n", mark);
    (void)fflush(cle_editor.out);
}

void cle_screen_draw(void) {
    (void)el_wset(cle_editor.line, EL_REFRESH);
    (void)fflush(cle_editor.out);
}

void cle_screen_update(void) {
    // Taken first: whatever was posted before the prompt was changed is shown before it.
    char *prompt = cle_request_take_prompt(cle_editor.ask);
    bool posted = cle_output_write(cle_screen_erase);
    if (prompt) {
        if (!posted) cle_screen_erase();        // while the old prompt still tells where the line begins
        (void)cle_prompt_set(prompt);
        cle_hint_forget();
    }
    if (posted || prompt) cle_screen_draw();
    cle_forget(prompt);
}

void cle_screen_resize(void) {
    cle_screen_erase();             // with the new width: the terminal has moved the text already
    el_resize(cle_editor.line);
    cle_screen_draw();
}

void cle_screen_suspend(void) {
    cle_screen_leave("");
    double seconds = cle_terminal_suspend();
    el_resize(cle_editor.line);
    cle_screen_draw();
    cle_tell_resumed(seconds);
}

void cle_screen_continue(void) {
    // Stopped by SIGSTOP, of which nobody is told: somebody else may have set other modes, and moved the cursor.
    (void)el_wset(cle_editor.line, EL_PREP_TERM, 0);
    (void)el_wset(cle_editor.line, EL_PREP_TERM, 1);
    el_resize(cle_editor.line);
    (void)fputs("\r\033[J", cle_editor.out);
    cle_screen_draw();
    cle_tell_resumed(-1);
}

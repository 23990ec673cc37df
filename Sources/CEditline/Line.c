// One ask, from its prompt to its answer.
#include "Editor.h"

#include <stdlib.h>
#include <string.h>

/// Reads the secret and answers. `keyword` is what was typed before it.
static void answer_with_secret(struct cle_request *ask, const char *prompt, const char *keyword) {
    char secret[CLE_SECRET_LIMIT + 1];
    cle_guard_secrets(true);
    cle_answer_kind kind = cle_hidden_read(prompt, secret, CLE_SECRET_LIMIT);
    ask->answer(ask->context, kind, kind == CLE_ANSWER_SECRET ? keyword : "", secret);
    cle_wipe(secret, sizeof secret);
    cle_guard_secrets(false);
}

void cle_serve_secret(struct cle_request *ask) {
    cle_terminal_close_row();
    answer_with_secret(ask, ask->text, "");
}

/// What stands on the line.
static const wchar_t *edited(size_t *count) {
    if (cle_editor.plain) return cle_plain_line(count);
    const LineInfoW *line = el_wline(cle_editor.line);
    *count = (size_t)(line->lastchar - line->buffer);
    return line->buffer;
}

/// Answers with the line, which loses its secret if it has one.
static void answer_with_line(struct cle_request *ask, cle_answer_kind kind) {
    size_t all, count;
    const wchar_t *line = edited(&all);
    for (count = all; count > 0 && (line[count - 1] == L'\n' || line[count - 1] == L'\r');) count--;
    // A search with Ctrl-R that was interrupted still shows itself as a second row of the line.
    const wchar_t *search = kind == CLE_ANSWER_INTERRUPT ? wmemchr(line, L'\n', count) : NULL;
    if (search) count = (size_t)(search - line);
    size_t keyword = cle_keyword(line, count);
    bool secret = keyword > 0 && keyword < count;
    char *text = cle_utf8(line, secret ? keyword : count);
    char *hidden = cle_utf8(line + keyword + 1, secret ? count - keyword - 1 : 0);
    if (secret && kind == CLE_ANSWER_LINE) kind = CLE_ANSWER_SECRET;
    if (text && hidden) ask->answer(ask->context, kind, text, kind == CLE_ANSWER_SECRET ? hidden : "");
    else ask->answer(ask->context, CLE_ANSWER_ERROR, "", "");
    cle_forget(text);
    cle_forget(hidden);
    // libedit declares its buffer constant, but it is memory it allocated, and the secret must not stay there.
    if (secret) cle_wipe((void *)(uintptr_t)line, all * sizeof *line);
}

/// Answers with the secret that follows the keyword on the line.
static void answer_after_keyword(struct cle_request *ask) {
    size_t count;
    const wchar_t *line = edited(&count);
    char *keyword = cle_utf8(line, cle_keyword(line, count));
    if (keyword) answer_with_secret(ask, ask->secret_prompt, keyword);
    else ask->answer(ask->context, CLE_ANSWER_ERROR, "", "");
    free(keyword);
}

/// Has libedit edit a line. True: there is one.
static bool edit(void) {
    int count = 0;
    const wchar_t *line = el_wgets(cle_editor.line, &count);
    (void)fflush(cle_editor.out);
    // On Ctrl-D libedit stays on the row; otherwise the row was left already.
    if (!line && cle_editor.ended == CLE_ANSWER_END_OF_INPUT) cle_terminal_print("\n");
    cle_terminal.row_open = false;
    return line && count > 0;
}

void cle_serve_line(struct cle_request *ask) {
    struct cle_editor *editor = &cle_editor;
    char *changed = cle_request_take_prompt(ask);       // before its turn came
    bool prepared = cle_prompt_set(changed ? changed : ask->text);
    cle_forget(changed);
    if (!prepared) {
        ask->answer(ask->context, CLE_ANSWER_ERROR, "", "");
        return;
    }
    cle_terminal_close_row();
    editor->ask = ask;
    editor->tabs = 0;
    editor->insert_initial = ask->initial && *ask->initial;
    editor->take_secret = false;
    editor->ended = CLE_ANSWER_END_OF_INPUT;
    bool line = editor->plain ? cle_plain_edit() : edit();
    editor->ask = NULL;
    cle_hint_forget();
    // The kernel forgets what was typed before Ctrl-C; so do we.
    if (!line && editor->ended == CLE_ANSWER_INTERRUPT) cle_input_clear();
    if (editor->take_secret) answer_after_keyword(ask);
    else if (line) answer_with_line(ask, CLE_ANSWER_LINE);
    else if (editor->ended == CLE_ANSWER_INTERRUPT) answer_with_line(ask, CLE_ANSWER_INTERRUPT);
    else ask->answer(ask->context, editor->ended, "", "");
    free(editor->prompt);
    editor->prompt = NULL;
}

// libedit's editor with our keys, and the function it calls to wait for one: the only place where line editing sleeps.
#define _GNU_SOURCE
#include "Editor.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Keys nobody can type (C1 controls are dropped from the input). The function that waits for a key returns one to
// have a bound function run, for only what runs as a key may have libedit redraw the difference instead of
// everything.
enum { KEY_REFRESH = 0x80, KEY_INITIAL = 0x81, KEY_SECRET = 0x82 };

/// Whether the next character of the input, if it is there, just goes into the line.
static bool text_follows(void) {
    uint32_t next;
    return cle_input_peek(&next) && next >= 0x20 && next != 0x7F;
}

static bool secret_follows(void) {
    const LineInfoW *line = el_wline(cle_editor.line);
    return cle_secret_follows(line->buffer, (size_t)(line->lastchar - line->buffer));
}

static bool next_key(wchar_t *key) {
    uint32_t scalar;
    while (cle_input_scalar(&scalar)) {
        if (scalar >= 0x80 && scalar < 0xA0) continue;
        if (scalar != '\t') cle_editor.tabs = 0;
        *key = (wchar_t)scalar;
        return true;
    }
    return false;
}

/// What has to run before the next key is read; 0 for nothing. All of it concerns a line that has just changed, so
/// libedit is between two keys here and not within a sequence of them.
static wchar_t own_key(void) {
    if (cle_editor.insert_initial) return KEY_INITIAL;
    if (secret_follows()) return KEY_SECRET;
    // While text follows the hint can wait: a paste asks for one, not for one per character.
    return cle_hint_stale() && !text_follows() ? KEY_REFRESH : 0;
}

/// Serves what is neither key nor text. False: the line ends here, for the reason set.
static bool serve_signals(void) {
    unsigned signals = cle_signals_take();
    bool interrupted = signals & CLE_INTERRUPTED;
    if (cle_stopping() || interrupted) {
        cle_screen_leave(interrupted ? "^C" : "");
        cle_editor.ended = cle_stopping() ? CLE_ANSWER_STOPPED : CLE_ANSWER_INTERRUPT;
        return false;
    }
    if (signals & CLE_RESIZED) cle_screen_resize();
    if (signals & CLE_SUSPENDED) cle_screen_suspend();
    else if (signals & CLE_CONTINUED) cle_screen_continue();
    return true;
}

/// EL_GETCFN: 1 with a key, 0 at the end of the input, -1 to give up the line.
static int wait_for_key(EditLine *editor, wchar_t *key) {
    (void)editor;
    (void)fflush(cle_editor.out);
    while (serve_signals()) {
        cle_screen_update();
        enum cle_input input = cle_input_fill();
        *key = own_key();
        if (*key != 0 || next_key(key)) return 1;
        switch (input) {
        case CLE_INPUT_NONE: (void)cle_wait(true, CLE_WAIT); break;
        case CLE_INPUT_READ: break;
        case CLE_INPUT_END: return 0;
        case CLE_INPUT_ERROR: cle_editor.ended = CLE_ANSWER_ERROR; return -1;
        }
    }
    return -1;
}

static unsigned char refresh(EditLine *editor, wint_t key) {
    (void)editor, (void)key;
    return CC_REFRESH;
}

static unsigned char insert_initial(EditLine *editor, wint_t key) {
    (void)key;
    cle_editor.insert_initial = false;
    wchar_t *text = cle_wide(cle_editor.ask->initial);
    size_t count = 0;
    for (size_t i = 0; text && text[i]; i++)
        if (text[i] >= 0x20 && text[i] != 0x7F) text[count++] = text[i];
    if (text) text[count] = 0;
    if (count > 0) (void)el_winsertstr(editor, text);
    free(text);
    return CC_REFRESH;
}

/// Ends the line at a secret keyword: what comes then is read without echo, paste or not.
static unsigned char take_secret(EditLine *editor, wint_t key) {
    (void)editor, (void)key;
    cle_editor.take_secret = true;
    cle_screen_leave("");
    return CC_NEWLINE;
}

static const struct { const wchar_t *key, *function; } bindings[] = {
    {L"^I",            L"cle-complete"},
    {L"^R",            L"em-inc-search-prev"},
    {L"^W",            L"ed-delete-prev-word"},
    {L"\\e[3~",        L"ed-delete-next-char"},
    {L"\\e[H",         L"ed-move-to-beg"},
    {L"\\eOH",         L"ed-move-to-beg"},
    {L"\\e[1~",        L"ed-move-to-beg"},
    {L"\\e[F",         L"ed-move-to-end"},
    {L"\\eOF",         L"ed-move-to-end"},
    {L"\\e[4~",        L"ed-move-to-end"},
    {L"\\e[1;5C",      L"em-next-word"},
    {L"\\e[1;5D",      L"ed-prev-word"},
};

static void bind_keys(void) {
    EditLine *editor = cle_editor.line;
    (void)el_wset(editor, EL_ADDFN, L"cle-complete", L"Complete the word", cle_complete);
    (void)el_wset(editor, EL_ADDFN, L"cle-refresh", L"Draw what has changed", refresh);
    (void)el_wset(editor, EL_ADDFN, L"cle-initial", L"Insert the initial text", insert_initial);
    (void)el_wset(editor, EL_ADDFN, L"cle-secret", L"Read a secret", take_secret);
    for (size_t i = 0; i < sizeof bindings / sizeof *bindings; i++)
        (void)el_wset(editor, EL_BIND, bindings[i].key, bindings[i].function, NULL);
    (void)el_wset(editor, EL_BIND, (wchar_t[]){KEY_REFRESH, 0}, L"cle-refresh", NULL);
    (void)el_wset(editor, EL_BIND, (wchar_t[]){KEY_INITIAL, 0}, L"cle-initial", NULL);
    (void)el_wset(editor, EL_BIND, (wchar_t[]){KEY_SECRET, 0}, L"cle-secret", NULL);
    // libedit's map has 256 keys, and takes U+00A0 to U+00FF for a letter with Meta: these are letters.
    for (wchar_t letter = 0xA0; letter <= 0xFF; letter++)
        (void)el_wset(editor, EL_BIND, (wchar_t[]){letter, 0}, L"ed-insert", NULL);
}

static FILE *open_copy(int descriptor, const char *mode) {
    int copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
    FILE *file = copy >= 0 ? fdopen(copy, mode) : NULL;
    if (!file && copy >= 0) (void)close(copy);
    return file;
}

bool cle_keys_open(void) {
    struct cle_editor *editor = &cle_editor;
    editor->in = open_copy(cle_terminal.input, "r");
    editor->out = open_copy(cle_terminal.output, "w");
    editor->err = fopen("/dev/null", "we");     // libedit complains about terminals it does not know: we say it our way
    editor->history = history_winit();
    if (editor->in && editor->out && editor->err && editor->history)
        editor->line = el_init("popscope", editor->in, editor->out, editor->err);
    if (!editor->line) return false;
    (void)el_wset(editor->line, EL_EDITOR, L"emacs");       // resets the keys, so before all bindings
    (void)el_wset(editor->line, EL_SIGNAL, 0);
    // Between two lines libedit would make the terminal echo, and so show what is typed ahead.
    (void)el_wset(editor->line, EL_SETTY, L"-x", L"-echo", L"-icanon", NULL);
    (void)el_wset(editor->line, EL_PROMPT_ESC, cle_prompt_show, (wchar_t)CLE_ESCAPE);
    (void)el_wset(editor->line, EL_RPROMPT_ESC, cle_hint_show, (wchar_t)CLE_ESCAPE);
    (void)el_wset(editor->line, EL_HIST, history_w, editor->history);
    (void)el_wset(editor->line, EL_GETCFN, wait_for_key);
    bind_keys();
    return true;
}

bool cle_keys_able(void) {
    // Screen.c speaks ANSI: a terminal whose "clear to end of display" is another sequence would show rubbish.
    char *clear = NULL;
    (void)el_wget(cle_editor.line, EL_GETTC, "cd", &clear);
    return clear && strstr(clear, "\033[J");
}

void cle_keys_resize(void) {
    if (cle_editor.line) el_resize(cle_editor.line);
}

void cle_keys_close(void) {
    struct cle_editor *editor = &cle_editor;
    if (editor->line) el_end(editor->line);
    if (editor->history) history_wend(editor->history);
    if (editor->in) (void)fclose(editor->in);
    if (editor->out) (void)fclose(editor->out);
    if (editor->err) (void)fclose(editor->err);
}

// What the files of this target share. Nothing here is seen outside it.
//
// One process has one terminal, one set of signal handlers and one editor, so their state is one value each, not a
// handle that is passed about: a handle could not cross threads in Swift, and a signal handler could not be given
// it.
//
//   Text.c      octets and wide characters         Terminal.c  modes, size, writing, being suspended
//   Signals.c   handlers and the wake pipe         Input.c     octets and scalars from the terminal
//   Output.c    the queue of posts                 Screen.c    the line libedit edits, on the screen
//   Prompt.c    prompts and hints                  Layout.c    where text stands on the screen
//   Password.c  reading without echo               Keys.c      bindings, and what libedit calls for each key
//   Requests.c  the queue of asks                  Line.c      one ask, from prompt to answer
//   Editor.c    the thread, its start and its end  Secrets.c   wiping, core dumps, keywords
//   Tty.c       a password without an editor       Plain.c     a line without libedit
//   Completion.c  TAB
#ifndef CEDITLINE_EDITOR_H
#define CEDITLINE_EDITOR_H

#include "CEditline.h"

#include <histedit.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <termios.h>
#include <wchar.h>

// ---- Text.c

/// Octets that grow; zeroed means empty.
struct cle_bytes {
    char *bytes;
    size_t count, capacity;
};
bool cle_bytes_append(struct cle_bytes *to, const void *bytes, size_t count);
void cle_bytes_free(struct cle_bytes *);

/// Decodes one scalar: the octets used, at least 1, or 0 if more are needed. What is not UTF-8 becomes U+FFFD.
size_t cle_scalar_decode(const unsigned char *bytes, size_t count, uint32_t *scalar);
/// Both allocate, and return NULL if they cannot. A NUL within the text is left out.
char *cle_utf8(const wchar_t *wide, size_t count);
wchar_t *cle_wide(const char *utf8);
/// Copies a string; NULL stays NULL.
char *cle_copy(const char *string);
/// The cells of a string on the screen.
size_t cle_cells(const char *utf8);
/// Wipes and frees; NULL is fine.
void cle_forget(char *string);

// ---- Secrets.c

bool cle_keywords_set(const char *words);
/// How many characters of the line are spaces and then a secret keyword, which ends the line or stands before a
/// space; 0 if there is none. Full-width letters and spaces count too.
size_t cle_keyword(const wchar_t *line, size_t count);
/// Whether a secret keyword and a space are all there is, however they came (typed, pasted, completed, out of the
/// history), and the ask being served wants the secret read without echo.
bool cle_secret_follows(const wchar_t *line, size_t count);

// ---- Terminal.c

struct cle_terminal {
    int input, output;
    struct termios found;       // the modes before we came
    struct termios quiet;       // ours, while nothing is edited: no echo, no lines, signals as usual
    bool row_open;              // the cursor is not at the start of a row
};
extern struct cle_terminal cle_terminal;

/// Claims the one place for a terminal: false if it is taken. Until cle_terminal_release.
bool cle_terminal_claim(void);
void cle_terminal_release(void);
/// Remembers the modes and catches signals. False: the terminal has no modes, or no resources.
bool cle_terminal_open(int input, int output);
/// Makes the terminal quiet now, and what it is put back to after a SIGSTOP.
void cle_terminal_quieten(void);
/// Whether a character is the one the user's settings (stty) give to an index of c_cc.
bool cle_terminal_key(int index, uint32_t character);
/// Writes all octets. Calls `between` now and then, so that signals are served during a long text.
void cle_terminal_write(const char *bytes, size_t count, void (*between)(void));
void cle_terminal_print(const char *string);
/// Starts a new row if the cursor is not at the start of one.
void cle_terminal_close_row(void);
/// Gives the terminal back, stops the process, and takes the terminal again. Seconds asleep.
double cle_terminal_suspend(void);

// ---- Signals.c

enum { CLE_INTERRUPTED = 1, CLE_RESIZED = 2, CLE_SUSPENDED = 4, CLE_CONTINUED = 8 };

/// False if no pipe can be had.
bool cle_signals_open(void);
void cle_signals_close(void);
/// Which signals came since the last call, as bits of the enum above.
unsigned cle_signals_take(void);
void cle_signals_suspend(void);
/// Makes a cle_wait return; async-signal-safe.
void cle_wake(void);
enum cle_patience { CLE_LOOK, CLE_WAIT };
/// Looks, or sleeps until somebody wakes it or, if wanted, the terminal has something. True: the terminal has
/// something.
bool cle_wait(bool for_input, enum cle_patience);

// ---- Input.c

enum cle_input { CLE_INPUT_NONE, CLE_INPUT_READ, CLE_INPUT_END, CLE_INPUT_ERROR };

/// Takes what the terminal has, without waiting.
enum cle_input cle_input_fill(void);
/// The next scalar if it is there already, left in place.
bool cle_input_peek(uint32_t *scalar);
bool cle_input_scalar(uint32_t *scalar);
bool cle_input_octet(unsigned char *octet);
/// Where an input is within what a key such as an arrow sends.
enum cle_sequence { CLE_NO_SEQUENCE, CLE_ESCAPED, CLE_IN_SEQUENCE };
/// Takes ESC and all that follows as one key, so that an arrow key does not leave "[A" in a password. True: the
/// character is taken.
bool cle_input_within_key(enum cle_sequence *, uint32_t character);
/// Forgets what was read and not yet used.
void cle_input_clear(void);

// ---- Output.c

void cle_output_open(void);
/// Writes what is posted. Returns false, having done nothing, if there is nothing.
bool cle_output_write(void (*before)(void));
/// Writes the rest and refuses more.
void cle_output_close(void);

// ---- Requests.c

enum cle_request_kind { CLE_ASK_LINE, CLE_ASK_SECRET, CLE_HISTORY_ADD, CLE_HISTORY_CLEAR };

struct cle_request {
    struct cle_request *next;
    enum cle_request_kind kind;
    char *text;                 // the prompt, or the line for the history
    char *initial;
    char *secret_prompt;
    char *new_prompt;           // of cle_set_prompt, until the editor's thread takes it
    void *context;
    cle_complete_fn complete;
    cle_hint_fn hint;
    cle_answer_fn answer;
};

/// From now on requests are taken, or refused.
void cle_requests_open(void);
/// False if they were refused already.
bool cle_requests_close(void);
/// The next request, or NULL. The caller forgets it.
struct cle_request *cle_request_take(void);
void cle_request_forget(struct cle_request *);
/// The prompt a line's was changed to since the last call, or NULL. The caller forgets it.
char *cle_request_take_prompt(struct cle_request *);

// ---- Editor.c

/// The line being edited, and libedit. Only the editor's thread touches it.
struct cle_editor {
    bool plain;                 // no libedit: neither `line` nor `history`
    EditLine *line;
    HistoryW *history;
    FILE *in, *out, *err;       // our own, so that libedit shares no buffer with stdout
    struct cle_request *ask;    // the one being served
    wchar_t *prompt;            // as libedit wants it, or without colours
    wchar_t *hint;              // for the line `hinted`
    wchar_t *hinted;
    unsigned tabs;              // pressed in a row
    bool insert_initial;        // the initial text has still to go in
    bool take_secret;           // the line ended at a secret keyword and a space, and the secret is still to be read
    cle_answer_kind ended;      // why no line came, if none came
    void *context;
    void (*on_interrupt)(void *context);
    void (*on_resume)(void *context, double seconds);
};
extern struct cle_editor cle_editor;

bool cle_on_editor_thread(void);
bool cle_stopping(void);
/// Serves signals while no line is edited; an interrupt goes to on_interrupt.
void cle_serve_idle_signals(void);
void cle_tell_resumed(double seconds);
/// Suspends the process if it was asked to, and makes the terminal ours again.
void cle_serve_suspension(unsigned signals);

// ---- Line.c

void cle_serve_line(struct cle_request *);
void cle_serve_secret(struct cle_request *);

// ---- Keys.c

/// Makes libedit's editor with our bindings. False: no resources. The caller looks whether the terminal is able.
bool cle_keys_open(void);
void cle_keys_close(void);
bool cle_keys_able(void);
/// Tells libedit, if it is there, that the size of the terminal may have changed.
void cle_keys_resize(void);

// ---- Plain.c

/// Reads a line as el_wgets does. False: there is none, for the reason in `ended`.
bool cle_plain_edit(void);
/// What stands on the line that is or was edited.
const wchar_t *cle_plain_line(size_t *length);

// ---- Layout.c

/// A place on the screen, counted from the begin of the prompt.
struct cle_place { int row, column; };
/// Where the cursor is after the prompt and this line.
struct cle_place cle_place_after(const wchar_t *line, size_t count);

// ---- Screen.c

/// Removes the edited line from the screen; the cursor is then where the prompt begins.
void cle_screen_erase(void);
/// Moves behind the edited line, removes what is there (a hint), prints `mark` and ends the row.
void cle_screen_leave(const char *mark);
/// Draws prompt and line where the cursor is.
void cle_screen_draw(void);
/// Shows what was posted above the line, and a prompt that was changed.
void cle_screen_update(void);
void cle_screen_resize(void);
void cle_screen_suspend(void);
void cle_screen_continue(void);

// ---- Prompt.c

enum { CLE_ESCAPE = 1 };        // stands round the colour sequences in prompts given to libedit
/// Sets the prompt of the line. False, and the one before stays: no memory.
bool cle_prompt_set(const char *prompt);
wchar_t *cle_prompt_show(EditLine *);
wchar_t *cle_hint_show(EditLine *);
/// Whether the line has changed since the hint was found.
bool cle_hint_stale(void);
void cle_hint_forget(void);

// ---- Completion.c

unsigned char cle_complete(EditLine *, wint_t);

// ---- Password.c

/// Reads without echo from the open terminal into a buffer that holds `limit` octets and a NUL.
cle_answer_kind cle_hidden_read(const char *prompt, char *buffer, size_t limit);

#endif

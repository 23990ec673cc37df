// CEditline: a line editor on a terminal, made from libedit.
//
// libedit's calls are C-variadic and not safe for threads. This target keeps them inside: one editor per process
// lives on one thread of its own. Any thread may ask it for a line and hand it text to show; answers come back by a
// C callback.
//
// Threads: every function below may be called from any thread unless it says otherwise. Every callback runs on the
// editor's thread, one at a time; while it runs the editor neither reads keys nor writes text, so it should be
// short. A callback may call cle_post, cle_ask_line, cle_ask_secret, cle_set_prompt, cle_history_add and
// cle_history_clear, but not cle_start or cle_stop.
//
// Plain mode: the same calls without libedit, for screen readers and for terminals that cannot move their cursor. The
// output has no escape sequences and only ever grows, but for the characters that the user rubs out. What is posted
// while a line is typed begins a new row at once, and the prompt and the half-typed line follow it.
//
// The terminal: from cle_start to cle_stop it does not echo by itself, so what is typed while a command runs is
// kept for the next ask and never shown before. The modes found at the start are put back at cle_stop, at exit,
// while the process is suspended, and before SIGTERM, SIGHUP or SIGQUIT end it. Nothing else may write to the
// terminal in between.
//
// Text: NUL-terminated UTF-8 both ways. It is written to the terminal as it is: escape sequences that come from
// elsewhere must be neutralised before.
#ifndef CEDITLINE_H
#define CEDITLINE_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __clang__
#pragma clang assume_nonnull begin
#define CLE_NULLABLE _Nullable
#define CLE_ENUM __attribute__((enum_extensibility(closed)))
#define CLE_NAME(name) __attribute__((swift_name(name)))
#else
#define CLE_NULLABLE
#define CLE_ENUM
#define CLE_NAME(name)
#endif

// MARK: Starting and stopping

/// Whether the editor could be started, and if not, why.
typedef enum CLE_ENUM cle_start_result {
    CLE_START_OK CLE_NAME("ok") = 0,
    /// The input or the output is not a terminal: read plain lines instead.
    CLE_START_NO_TERMINAL CLE_NAME("noTerminal"),
    /// TERM is unset, `dumb` or `emacs`, or names a terminal that cannot move its cursor: start in plain mode instead.
    CLE_START_DUMB_TERMINAL CLE_NAME("dumbTerminal"),
    /// No UTF-8 locale exists on this system, which libedit needs to show anything but ASCII: start in plain mode
    /// instead.
    CLE_START_NO_UTF8 CLE_NAME("noUTF8"),
    /// An editor runs already, or cle_read_password_tty is at work.
    CLE_START_RUNNING CLE_NAME("running"),
    /// Out of memory, descriptors or threads.
    CLE_START_NO_RESOURCES CLE_NAME("noResources"),
} cle_start_result;

/// What holds for the whole life of the editor. Strings are copied.
typedef struct cle_settings {
    /// The descriptors of the terminal; normally 0 and 1. They stay open and stay the caller's.
    int input;
    int output;
    /// Plain mode: any terminal will do. There are no hints, no completion, no history and no keys that move within
    /// the line: Backspace, Ctrl-W and Ctrl-U edit its end, Ctrl-L and Ctrl-R show it anew. It has at most 4096
    /// characters. Where the terminal did not echo before (a shell within Emacs), neither do we.
    bool plain;
    /// How many lines the history keeps; 0 or less means 1000.
    int history_size;
    /// Words whose argument is a secret, such as "PASS", separated by spaces. Compared without regard to case, to
    /// full-width letters, and to spaces before them. NULL: none.
    const char *CLE_NULLABLE secret_keywords;
    /// Handed to the two callbacks below; must stay valid until cle_stop returns.
    void *CLE_NULLABLE context;
    /// Ctrl-C (SIGINT) came while nothing was being asked.
    void (*CLE_NULLABLE on_interrupt)(void *CLE_NULLABLE context);
    /// The process was suspended and runs again. Seconds asleep, or less than 0 if the process could not see itself
    /// stop.
    void (*CLE_NULLABLE on_resume)(void *CLE_NULLABLE context, double seconds);
} cle_settings;

/// Starts the editor on its own thread. Sets LC_CTYPE of the process to a UTF-8 locale, and no other category.
cle_start_result cle_start(const cle_settings *settings);

/// Ends the editor: asks not yet answered get CLE_ANSWER_STOPPED, posted text is written out, the terminal is as it
/// was.
///
/// Does nothing when no editor runs. To be called by one thread, and never from a callback.
void cle_stop(void);

/// The size of the terminal in cells, asked of it anew each time; 80 and 24 if it does not know. Without an editor that
/// of standard output.
int cle_columns(void);
int cle_rows(void);

// MARK: Asking

/// What became of an ask.
typedef enum CLE_ENUM cle_answer_kind {
    /// `text` is the line, without its end.
    CLE_ANSWER_LINE CLE_NAME("line") = 0,
    /// `secret` is the secret. `text` is the keyword as typed, with any spaces before it, or "" for cle_ask_secret.
    CLE_ANSWER_SECRET CLE_NAME("secret"),
    /// Ctrl-D on an empty line, or the terminal is gone.
    CLE_ANSWER_END_OF_INPUT CLE_NAME("endOfInput"),
    /// Ctrl-C; also Ctrl-D where a secret is asked for. `text` is what stood on the line ("" if a secret was being
    /// read).
    CLE_ANSWER_INTERRUPT CLE_NAME("interrupt"),
    /// The terminal cannot be read, or memory ran out.
    CLE_ANSWER_ERROR CLE_NAME("error"),
    /// cle_stop was called first.
    CLE_ANSWER_STOPPED CLE_NAME("stopped"),
} cle_answer_kind;

/// Takes the answer to one ask. `text` and `secret` are valid, and then wiped, only as long as the call lasts.
typedef void (*cle_answer_fn)(void *CLE_NULLABLE context, cle_answer_kind kind, const char *text, const char *secret);

/// A list that a completion callback fills.
typedef struct cle_candidates cle_candidates;

/// Finds what the word left of the cursor may become.
///
/// `line` is the whole line and `cursor` the octets of it left of the cursor. The word begins after the last space
/// before the cursor. `presses` counts how often TAB was pressed in a row, from 1.
typedef void (*cle_complete_fn)(void *CLE_NULLABLE context, const char *line, size_t cursor, unsigned presses,
                                cle_candidates *candidates);

/// Adds one whole replacement of the word. Ends in a space if the word is then complete. `description` stands
/// beside it in lists.
void cle_candidate_add(cle_candidates *candidates, const char *text, const char *CLE_NULLABLE description);

/// The place into which a hint callback puts its hint.
typedef struct cle_hint cle_hint;

/// Finds the hint for a line, shown at the right margin while it fits. Called again whenever the line has changed.
typedef void (*cle_hint_fn)(void *CLE_NULLABLE context, const char *line, cle_hint *hint);

/// Sets the hint: one row of UTF-8, which may hold ANSI colour sequences. Without a call there is no hint.
void cle_hint_set(cle_hint *hint, const char *text);

/// An ask for a line. Strings are copied; `context` must stay valid until `answer` was called.
typedef struct cle_line_ask {
    /// ASCII in one row, which may hold ANSI colour sequences (left out in plain mode). Any other character is shown
    /// as "?".
    const char *prompt;
    /// What already stands on the line, editable. NULL: nothing.
    const char *CLE_NULLABLE initial;
    /// Shown, as it is, on a new row when a secret keyword and a space were typed: from there on nothing is echoed.
    /// NULL: the argument is typed openly (and still answered as CLE_ANSWER_SECRET).
    const char *CLE_NULLABLE secret_prompt;
    void *CLE_NULLABLE context;
    cle_complete_fn CLE_NULLABLE complete;
    cle_hint_fn CLE_NULLABLE hint;
    cle_answer_fn answer;
} cle_line_ask;

/// Asks for a line. Asks are served in the order they came, each after the text posted before it.
///
/// - Returns: false if no editor runs or memory ran out; then `answer` is never called. Otherwise it is called
/// exactly once.
bool cle_ask_line(const cle_line_ask *ask);

/// Changes the prompt of the ask for a line that was made last, if it is not answered yet. A line being edited keeps
/// its text and its cursor, and its hint is found anew; text posted before is shown before.
///
/// - Returns: false, having done nothing, if there is no such ask or memory ran out.
bool cle_set_prompt(const char *prompt);

/// The most octets a secret may have. What is typed beyond them is refused with a beep.
enum { CLE_SECRET_LIMIT = 4096 };

/// Asks for a secret: nothing typed is shown. Backspace, Ctrl-W and Ctrl-U edit, Ctrl-C and Ctrl-D cancel; other
/// control octets are ignored. The prompt is shown as it is. Posted text is held back until the answer. Returns as
/// cle_ask_line does.
bool cle_ask_secret(const char *prompt, void *CLE_NULLABLE context, cle_answer_fn answer);

// MARK: Showing

/// Shows text: above the line being edited, which stays as it is, or at once if none is. Posts are never mixed.
///
/// Post whole rows: a row without its end stays open, is closed by the next prompt, and is closed at once above a
/// line being edited. A newline is one "\n". Waits while the terminal is slow or a secret is being read and much
/// text is queued (never in a callback).
/// - Returns: false if no editor runs or memory ran out; then nothing is shown.
bool cle_post(const char *bytes, size_t count);

// MARK: History

/// Adds a line to the history in memory, after the asks made so far. Dropped: an empty line, one like the line
/// before it, and any that begins with a secret keyword and a space. Returns false if no editor runs or memory ran
/// out.
bool cle_history_add(const char *line);

/// Forgets the history in memory, after the asks made so far. Returns false if no editor runs or memory ran out.
bool cle_history_clear(void);

// MARK: Ending

/// Catches SIGINT and SIGTERM, for a program that serves and edits no line. Returns a descriptor that can be read as
/// soon as one of them has come; a second signal ends the process. -1: called before, or no resources.
int cle_terminations_open(void);

// MARK: Secrets

/// Forbids (true) and allows again (false) that the memory of this process is dumped. Calls nest and must be balanced.
void cle_guard_secrets(bool guarded);

/// Overwrites memory with zeros in a way the compiler does not leave out.
void cle_wipe(void *memory, size_t count);

/// What became of cle_read_password_tty.
typedef enum CLE_ENUM cle_password_result {
    /// The password is in the buffer, NUL-terminated.
    CLE_PASSWORD_READ CLE_NAME("read") = 0,
    /// Ctrl-C or Ctrl-D.
    CLE_PASSWORD_CANCELLED CLE_NAME("cancelled"),
    /// There is no /dev/tty, or it cannot be read.
    CLE_PASSWORD_NO_TERMINAL CLE_NAME("noTerminal"),
    /// The editor runs: use cle_ask_secret.
    CLE_PASSWORD_EDITOR_RUNS CLE_NAME("editorRuns"),
} cle_password_result;

/// Reads a password from /dev/tty, whatever standard input and output are, and waits for it. Not echoed; edited as in
/// cle_ask_secret. The terminal is as it was afterwards, also if a signal ends the process.
///
/// `size` counts the NUL: a longer password is refused octet by octet with a beep. The buffer is empty unless a
/// password was read.
cle_password_result cle_read_password_tty(const char *prompt, char *buffer, size_t size);

#ifdef __clang__
#pragma clang assume_nonnull end
#endif
#endif

// The editor's thread, what it is asked to do, and its start and end.
#define _GNU_SOURCE
#include "Editor.h"

#include <langinfo.h>
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct cle_editor cle_editor;

static pthread_t thread;
static atomic_bool stopping;
static _Thread_local bool is_editor_thread;

bool cle_on_editor_thread(void) {
    return is_editor_thread;
}

bool cle_stopping(void) {
    return atomic_load(&stopping);
}

void cle_tell_resumed(double seconds) {
    if (cle_editor.on_resume) cle_editor.on_resume(cle_editor.context, seconds);
}

void cle_serve_suspension(unsigned signals) {
    double seconds = signals & CLE_SUSPENDED ? cle_terminal_suspend() : -1;
    cle_terminal_quieten();
    cle_tell_resumed(seconds);
}

void cle_serve_idle_signals(void) {
    unsigned signals = cle_signals_take();
    if (signals & CLE_RESIZED) cle_keys_resize();
    if (signals & (CLE_SUSPENDED | CLE_CONTINUED)) cle_serve_suspension(signals);
    if (!(signals & CLE_INTERRUPTED)) return;
    // The kernel forgets what was typed before Ctrl-C; so do we.
    cle_input_clear();
    if (cle_editor.on_interrupt) cle_editor.on_interrupt(cle_editor.context);
}

static void add_to_history(const char *text) {
    if (!cle_editor.history) return;
    wchar_t *line = cle_wide(text);
    size_t count = line ? wcslen(line) : 0;
    size_t keyword = count > 0 ? cle_keyword(line, count) : 0;
    HistEventW event;
    bool secret = keyword > 0 && keyword < count;
    if (count > 0 && !secret) (void)history_w(cle_editor.history, &event, H_ENTER, line);
    if (count > 0) cle_wipe(line, count * sizeof *line);
    free(line);
}

static void clear_history(void) {
    HistEventW event;
    if (cle_editor.history) (void)history_w(cle_editor.history, &event, H_CLEAR);
}

static void serve(struct cle_request *request) {
    switch (request->kind) {
    case CLE_ASK_LINE: cle_serve_line(request); break;
    case CLE_ASK_SECRET: cle_serve_secret(request); break;
    case CLE_HISTORY_ADD: add_to_history(request->text); break;
    case CLE_HISTORY_CLEAR: clear_history(); break;
    }
}

static void *run(void *unused) {
    is_editor_thread = true;
    while (!cle_stopping()) {
        cle_serve_idle_signals();
        // Taken first, then the posts: whatever was posted before the request is shown before it.
        struct cle_request *request = cle_request_take();
        while (cle_output_write(NULL)) {}
        if (request) serve(request);
        else (void)cle_wait(false, CLE_WAIT);
        cle_request_forget(request);
    }
    for (struct cle_request *request; (request = cle_request_take()); cle_request_forget(request))
        if (request->answer) request->answer(request->context, CLE_ANSWER_STOPPED, "", "");
    cle_output_close();
    return unused;
}

// ---- start and end

static bool set_utf8(void) {
    static const char *const names[] = {"", "C.UTF-8", "en_US.UTF-8", "UTF-8"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (setlocale(LC_CTYPE, names[i]) && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return true;
    return false;
}

static bool named_terminal(void) {
    const char *term = getenv("TERM");
    return term && *term && strcmp(term, "dumb") != 0 && strcmp(term, "emacs") != 0;
}

/// Starts the thread with the signals it serves open and all others left to the process.
static bool start_thread(void) {
    sigset_t ours, before;
    sigemptyset(&ours);
    sigaddset(&ours, SIGTSTP);
    sigaddset(&ours, SIGCONT);
    (void)pthread_sigmask(SIG_UNBLOCK, &ours, &before);
    bool started = pthread_create(&thread, NULL, run, NULL) == 0;
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

static void close_all(void) {
    cle_keys_close();
    cle_signals_close();
    (void)cle_keywords_set(NULL);
    cle_editor = (struct cle_editor){0};
    atomic_store(&stopping, false);
    cle_terminal_release();
}

static cle_start_result open_libedit(int history_size) {
    if (!cle_keys_open()) return CLE_START_NO_RESOURCES;
    if (!cle_keys_able()) return CLE_START_DUMB_TERMINAL;
    HistEventW event;
    (void)history_w(cle_editor.history, &event, H_SETSIZE, history_size > 0 ? history_size : 1000);
    (void)history_w(cle_editor.history, &event, H_SETUNIQUE, 1);
    return CLE_START_OK;
}

static cle_start_result open_all(const cle_settings *settings) {
    if (!cle_terminal_open(settings->input, settings->output)) return CLE_START_NO_RESOURCES;
    if (!cle_keywords_set(settings->secret_keywords)) return CLE_START_NO_RESOURCES;
    cle_editor.plain = settings->plain;
    cle_start_result result = settings->plain ? CLE_START_OK : open_libedit(settings->history_size);
    if (result != CLE_START_OK) return result;
    cle_editor.context = settings->context;
    cle_editor.on_interrupt = settings->on_interrupt;
    cle_editor.on_resume = settings->on_resume;
    cle_terminal_quieten();
    cle_output_open();
    return start_thread() ? CLE_START_OK : CLE_START_NO_RESOURCES;
}

cle_start_result cle_start(const cle_settings *settings) {
    if (!isatty(settings->input) || !isatty(settings->output)) return CLE_START_NO_TERMINAL;
    if (!settings->plain && !named_terminal()) return CLE_START_DUMB_TERMINAL;
    // Plain mode needs it only to know which characters take two cells.
    if (!set_utf8() && !settings->plain) return CLE_START_NO_UTF8;
    if (!cle_terminal_claim()) return CLE_START_RUNNING;
    cle_start_result result = open_all(settings);
    if (result == CLE_START_OK) {
        cle_requests_open();
    } else {
        cle_output_close();
        close_all();
    }
    return result;
}

void cle_stop(void) {
    if (!cle_requests_close()) return;
    atomic_store(&stopping, true);
    cle_wake();
    (void)pthread_join(thread, NULL);
    close_all();
}

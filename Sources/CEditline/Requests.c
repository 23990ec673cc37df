// What other threads ask of the editor's thread, in the order they asked.
#include "Editor.h"

#include <pthread.h>
#include <stdlib.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct cle_request *first, **last = &first;
static struct cle_request *newest_line;     // the ask for a line that came last, until it is answered and forgotten
static bool accepting;

/// Returns what it was before.
static bool set_accepting(bool now) {
    pthread_mutex_lock(&lock);
    bool before = accepting;
    accepting = now;
    pthread_mutex_unlock(&lock);
    return before;
}

void cle_requests_open(void) {
    (void)set_accepting(true);
}

bool cle_requests_close(void) {
    return set_accepting(false);
}

static void forget_strings(struct cle_request *request) {
    cle_forget(request->text);
    cle_forget(request->initial);
    cle_forget(request->secret_prompt);
    cle_forget(request->new_prompt);
}

void cle_request_forget(struct cle_request *request) {
    if (!request) return;
    pthread_mutex_lock(&lock);
    if (newest_line == request) newest_line = NULL;
    pthread_mutex_unlock(&lock);
    forget_strings(request);
    free(request);
}

/// Queues a request whose strings were copied already; `copied` says whether all of them could be.
static bool enqueue(struct cle_request request, bool copied) {
    struct cle_request *queued = copied ? malloc(sizeof *queued) : NULL;
    if (queued) *queued = request;
    pthread_mutex_lock(&lock);
    bool taken = queued && accepting;
    if (taken) {
        *last = queued;
        last = &queued->next;
        if (queued->kind == CLE_ASK_LINE) newest_line = queued;
    }
    pthread_mutex_unlock(&lock);
    if (taken) {
        cle_wake();
        return true;
    }
    forget_strings(&request);
    free(queued);
    return false;
}

bool cle_ask_line(const cle_line_ask *ask) {
    struct cle_request request = {
        .kind = CLE_ASK_LINE,
        .text = cle_copy(ask->prompt),
        .initial = cle_copy(ask->initial),
        .secret_prompt = cle_copy(ask->secret_prompt),
        .context = ask->context,
        .complete = ask->complete,
        .hint = ask->hint,
        .answer = ask->answer,
    };
    bool initial = request.initial || !ask->initial, secret = request.secret_prompt || !ask->secret_prompt;
    return enqueue(request, request.text && initial && secret);
}

bool cle_ask_secret(const char *prompt, void *context, cle_answer_fn answer) {
    struct cle_request request = {
        .kind = CLE_ASK_SECRET, .text = cle_copy(prompt), .context = context, .answer = answer,
    };
    return enqueue(request, request.text);
}

bool cle_history_add(const char *line) {
    struct cle_request request = {.kind = CLE_HISTORY_ADD, .text = cle_copy(line)};
    return enqueue(request, request.text);
}

bool cle_history_clear(void) {
    return enqueue((struct cle_request){.kind = CLE_HISTORY_CLEAR}, true);
}

struct cle_request *cle_request_take(void) {
    pthread_mutex_lock(&lock);
    struct cle_request *request = first;
    if (request) first = request->next;
    if (!first) last = &first;
    pthread_mutex_unlock(&lock);
    return request;
}

bool cle_set_prompt(const char *prompt) {
    char *copy = cle_copy(prompt);
    pthread_mutex_lock(&lock);
    bool asked = copy && newest_line;
    char *other = copy;
    if (asked) {
        other = newest_line->new_prompt;
        newest_line->new_prompt = copy;
    }
    pthread_mutex_unlock(&lock);
    cle_forget(other);
    if (asked) cle_wake();
    return asked;
}

char *cle_request_take_prompt(struct cle_request *request) {
    pthread_mutex_lock(&lock);
    char *prompt = request->new_prompt;
    request->new_prompt = NULL;
    pthread_mutex_unlock(&lock);
    return prompt;
}

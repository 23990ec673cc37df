// Text that other threads post. It is queued here and written by the editor's thread alone, so that posts are never
// mixed with each other or with the line being edited.
#include "Editor.h"

#include <pthread.h>
#include <stdlib.h>

// A post waits while more than this is queued: a slow terminal slows its writers instead of filling memory. A post
// is taken whole once there is room, so the queue holds at most this and one post.
enum { QUEUE_LIMIT = 1 << 18 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t room = PTHREAD_COND_INITIALIZER;
static struct cle_bytes queue;
static unsigned waiting;            // posts that wait for room
static bool accepting;

void cle_output_open(void) {
    pthread_mutex_lock(&lock);
    accepting = true;
    pthread_mutex_unlock(&lock);
}

bool cle_post(const char *bytes, size_t count) {
    // The editor's thread is the one that makes room: it must not wait for itself.
    bool may_wait = !cle_on_editor_thread();
    pthread_mutex_lock(&lock);
    waiting++;
    while (accepting && may_wait && queue.count > QUEUE_LIMIT) pthread_cond_wait(&room, &lock);
    waiting--;
    bool taken = accepting && cle_bytes_append(&queue, bytes, count);
    pthread_mutex_unlock(&lock);
    if (taken) cle_wake();
    return taken;
}

bool cle_output_write(void (*before)(void)) {
    pthread_mutex_lock(&lock);
    struct cle_bytes taken = queue;
    queue = (struct cle_bytes){0};
    pthread_cond_broadcast(&room);
    pthread_mutex_unlock(&lock);
    if (taken.count > 0) {
        if (before) before();
        // Above an edited line Ctrl-C belongs to that line, which sees it when this text is out.
        cle_terminal_write(taken.bytes, taken.count, before ? NULL : cle_serve_idle_signals);
        if (before) cle_terminal_close_row();
    }
    bool any = taken.count > 0;
    cle_bytes_free(&taken);
    return any;
}

void cle_output_close(void) {
    for (;;) {
        while (cle_output_write(NULL)) {}
        pthread_mutex_lock(&lock);
        bool done = queue.count == 0 && waiting == 0;
        if (done) accepting = false;
        pthread_mutex_unlock(&lock);
        if (done) return;
    }
}

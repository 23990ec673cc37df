// Keeping secrets: memory is wiped, not dumped, and lines that hold one are recognised.
#include "Editor.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

void cle_wipe(void *memory, size_t count) {
    volatile unsigned char *octet = memory;
    while (count-- > 0) *octet++ = 0;
}

static pthread_mutex_t guard_lock = PTHREAD_MUTEX_INITIALIZER;
static unsigned guard_depth;
static struct rlimit core_limit;
static bool core_limited;
#ifdef __linux__
static int dumpable;
#endif

static void forbid_dumps(void) {
    core_limited = getrlimit(RLIMIT_CORE, &core_limit) == 0;
    // Only the soft limit: the hard one could not be raised again.
    struct rlimit none = {.rlim_cur = 0, .rlim_max = core_limit.rlim_max};
    if (core_limited) (void)setrlimit(RLIMIT_CORE, &none);
#ifdef __linux__
    // A core_pattern that begins with "|" pipes the core to a program whatever the limit is, and a debugger of the
    // same user could attach: this stops both.
    dumpable = prctl(PR_GET_DUMPABLE, 0, 0, 0, 0);
    (void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

static void allow_dumps(void) {
#ifdef __linux__
    if (dumpable == 1) (void)prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
#endif
    if (core_limited) (void)setrlimit(RLIMIT_CORE, &core_limit);
}

void cle_guard_secrets(bool guarded) {
    pthread_mutex_lock(&guard_lock);
    if (guarded && guard_depth++ == 0) forbid_dumps();
    if (!guarded && guard_depth > 0 && --guard_depth == 0) allow_dumps();
    pthread_mutex_unlock(&guard_lock);
}

static wchar_t *keywords;

bool cle_keywords_set(const char *words) {
    free(keywords);
    keywords = words ? cle_wide(words) : NULL;
    return keywords || !words;
}

/// A character as it counts in a comparison: a small letter, and no difference if an input method made it full-width.
static wchar_t plain(wchar_t character) {
    if (character == 0xA0 || character == 0x3000) return L' ';
    if (character > 0xFF00 && character < 0xFF5F) character -= 0xFEE0;
    return character >= L'A' && character <= L'Z' ? character + (L'a' - L'A') : character;
}

size_t cle_keyword(const wchar_t *line, size_t count) {
    size_t begin = 0;
    while (begin < count && plain(line[begin]) == L' ') begin++;
    for (const wchar_t *word = keywords ? keywords : L""; *word;) {
        size_t length = wcscspn(word, L" "), same = 0;
        while (same < length && begin + same < count && plain(line[begin + same]) == plain(word[same])) same++;
        size_t end = begin + same;
        if (length > 0 && same == length && (end == count || plain(line[end]) == L' ')) return end;
        word += length;
        word += wcsspn(word, L" ");
    }
    return 0;
}

bool cle_secret_follows(const wchar_t *line, size_t count) {
    size_t keyword = cle_editor.ask->secret_prompt ? cle_keyword(line, count) : 0;
    return keyword > 0 && keyword + 1 == count;
}

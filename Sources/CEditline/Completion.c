// TAB: asks for candidates, inserts what they have in common, lists them when that is nothing.
#include "Editor.h"

#include <stdlib.h>
#include <string.h>

struct candidate { char *text, *description; };

struct cle_candidates {
    struct candidate *all;
    size_t count, capacity;
};

void cle_candidate_add(cle_candidates *candidates, const char *text, const char *description) {
    if (candidates->count == candidates->capacity) {
        size_t capacity = candidates->capacity * 2 + 8;
        struct candidate *grown = realloc(candidates->all, capacity * sizeof *grown);
        if (!grown) return;
        candidates->all = grown;
        candidates->capacity = capacity;
    }
    struct candidate added = {cle_copy(text), cle_copy(description)};
    if (added.text) candidates->all[candidates->count++] = added;
    else free(added.description);
}

static void forget(cle_candidates *candidates) {
    for (size_t i = 0; i < candidates->count; i++) {
        free(candidates->all[i].text);
        free(candidates->all[i].description);
    }
    free(candidates->all);
}

/// The octets all candidates begin with, whole scalars only.
static size_t common_prefix(const cle_candidates *candidates) {
    const char *first = candidates->all[0].text;
    size_t common = strlen(first);
    for (size_t i = 1; i < candidates->count; i++) {
        size_t same = 0;
        while (same < common && candidates->all[i].text[same] == first[same]) same++;
        common = same;
    }
    while (common > 0 && ((unsigned char)first[common] & 0xC0) == 0x80) common--;
    return common;
}

/// Prints text and spaces up to a width in cells.
static void print_padded(const char *text, size_t width) {
    size_t cells = cle_cells(text);
    (void)fputs(text, cle_editor.out);
    while (cells++ < width) (void)fputc(' ', cle_editor.out);
}

static void list(const cle_candidates *candidates) {
    size_t widest = 0, columns = (size_t)cle_columns();
    bool described = false;
    for (size_t i = 0; i < candidates->count; i++) {
        size_t cells = cle_cells(candidates->all[i].text);
        if (cells > widest) widest = cells;
        described = described || candidates->all[i].description;
    }
    size_t across = described || widest + 2 > columns ? 1 : columns / (widest + 2);
    size_t rows = (candidates->count + across - 1) / across;
    for (size_t row = 0; row < rows; row++) {
        for (size_t i = row; i < candidates->count; i += rows) {        // down, then across, as ls does
            const struct candidate *shown = &candidates->all[i];
            bool last = i + rows >= candidates->count;
            print_padded(shown->text, last && !shown->description ? 0 : widest + 2);
            if (shown->description) (void)fputs(shown->description, cle_editor.out);
        }
        (void)fputc('\n', cle_editor.out);
    }
    (void)fflush(cle_editor.out);
}

/// Replaces the word by the common prefix. False if that would change nothing, or take something away.
static bool insert_common(const cle_candidates *candidates, const wchar_t *word, size_t length) {
    char *common = cle_copy(candidates->all[0].text);
    if (!common) return false;
    common[common_prefix(candidates)] = 0;
    wchar_t *wide = cle_wide(common);
    bool more = wide && (candidates->count == 1 || wcslen(wide) > length);
    bool changes = more && (wcslen(wide) != length || wmemcmp(wide, word, length) != 0);
    if (changes) {
        // `word` lies in the line: from here on it is something else.
        el_wdeletestr(cle_editor.line, (int)length);
        (void)el_winsertstr(cle_editor.line, wide);
    }
    free(wide);
    free(common);
    return changes;
}

unsigned char cle_complete(EditLine *editor, wint_t key) {
    (void)key;
    const struct cle_request *ask = cle_editor.ask;
    cle_editor.tabs++;
    if (!ask || !ask->complete) return CC_ERROR;
    const LineInfoW *line = el_wline(editor);
    size_t count = (size_t)(line->lastchar - line->buffer), end = (size_t)(line->cursor - line->buffer), begin = end;
    while (begin > 0 && line->buffer[begin - 1] != L' ') begin--;
    char *text = cle_utf8(line->buffer, count), *left = cle_utf8(line->buffer, end);
    cle_candidates candidates = {0};
    if (text && left) ask->complete(ask->context, text, strlen(left), cle_editor.tabs, &candidates);
    cle_forget(text);
    cle_forget(left);
    unsigned char next = CC_ERROR;
    if (candidates.count > 0 && insert_common(&candidates, line->buffer + begin, end - begin)) {
        next = CC_REFRESH;
    } else if (candidates.count > 1) {
        cle_screen_erase();
        list(&candidates);
        cle_screen_draw();
        next = CC_NORM;
    }
    forget(&candidates);
    return next;
}

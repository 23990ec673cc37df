// Prompts and hints in the form libedit wants: colour sequences between two marks, so that they count no cells.
#include "Editor.h"

#include <stdlib.h>
#include <string.h>

/// The length of the colour sequence (ESC [ ... final) a string begins with, or 0.
static size_t colour(const wchar_t *text) {
    if (text[0] != 0x1B || text[1] != L'[') return 0;
    size_t length = 2;
    while (text[length] >= 0x20 && text[length] < 0x40) length++;
    return text[length] >= 0x40 && text[length] < 0x7F ? length + 1 : 0;
}

/// What is shown for a character of a prompt; 0 for nothing.
static wchar_t shown(wchar_t character, bool ascii) {
    if (character < 0x20 || (character >= 0x7F && character < 0xA0)) return 0;
    // libedit's narrow half crashes on other characters in prompts, so they never get there.
    return ascii && character > 0x7E ? L'?' : character;
}

/// libedit hangs each marked part on the one visible character behind it. So parts that touch become one, and a
/// part at the end moves before a last space, or gets one.
static wchar_t *prepare(const char *prompt, bool ascii) {
    wchar_t *text = cle_wide(prompt);
    wchar_t *prepared = text ? calloc(2 * wcslen(text) + 4, sizeof *prepared) : NULL;
    size_t count = 0;
    bool marked = false;
    for (size_t at = 0; prepared && text[at];) {
        size_t length = colour(text + at);
        if (length > 0) {
            if (!marked) prepared[count++] = CLE_ESCAPE;
            marked = true;
            wmemcpy(prepared + count, text + at, length);
            count += length;
            at += length;
            continue;
        }
        wchar_t character = shown(text[at++], ascii);
        if (character == 0) continue;
        if (marked) prepared[count++] = CLE_ESCAPE;
        marked = false;
        prepared[count++] = character;
    }
    if (prepared && marked) {
        prepared[count++] = CLE_ESCAPE;
        prepared[count++] = L' ';
        wchar_t *part = prepared + count - 2;
        while (*--part != CLE_ESCAPE) {}
        // The space before the part is now behind it: one of the two goes.
        bool spare = part > prepared && part[-1] == L' ' && (part == prepared + 1 || part[-2] != CLE_ESCAPE);
        if (spare) wmemmove(part - 1, part, wcslen(part) + 1);
    }
    free(text);
    return prepared;
}

/// A prompt for plain mode: the same characters without colours.
static wchar_t *bare(const char *prompt) {
    wchar_t *text = cle_wide(prompt);
    size_t count = 0;
    for (size_t at = 0; text && text[at];) {
        size_t length = colour(text + at);
        wchar_t character = length > 0 ? 0 : shown(text[at], true);
        at += length > 0 ? length : 1;
        if (character != 0) text[count++] = character;
    }
    if (text) text[count] = 0;
    return text;
}

bool cle_prompt_set(const char *prompt) {
    wchar_t *prepared = cle_editor.plain ? bare(prompt) : prepare(prompt, true);
    if (!prepared) return false;
    free(cle_editor.prompt);
    cle_editor.prompt = prepared;
    return true;
}

wchar_t *cle_prompt_show(EditLine *line) {
    (void)line;
    static wchar_t none[1];
    return cle_editor.prompt ? cle_editor.prompt : none;
}

struct cle_hint {
    wchar_t *text;
};

void cle_hint_set(cle_hint *hint, const char *text) {
    free(hint->text);
    hint->text = prepare(text, false);
}

void cle_hint_forget(void) {
    free(cle_editor.hint);
    if (cle_editor.hinted) cle_wipe(cle_editor.hinted, wcslen(cle_editor.hinted) * sizeof(wchar_t));
    free(cle_editor.hinted);
    cle_editor.hint = cle_editor.hinted = NULL;
}

bool cle_hint_stale(void) {
    const LineInfoW *line = el_wline(cle_editor.line);
    size_t count = (size_t)(line->lastchar - line->buffer);
    if (!cle_editor.ask || !cle_editor.ask->hint) return false;
    // A search with Ctrl-R shows itself as a second row of the buffer.
    if (wmemchr(line->buffer, L'\n', count)) return false;
    const wchar_t *hinted = cle_editor.hinted;
    return !hinted || wcslen(hinted) != count || wmemcmp(hinted, line->buffer, count) != 0;
}

static void find_hint(void) {
    const LineInfoW *line = el_wline(cle_editor.line);
    size_t count = (size_t)(line->lastchar - line->buffer);
    cle_hint_forget();
    char *text = cle_utf8(line->buffer, count);
    cle_editor.hinted = calloc(count + 1, sizeof(wchar_t));
    if (text && cle_editor.hinted) {
        cle_hint hint = {0};
        wmemcpy(cle_editor.hinted, line->buffer, count);
        cle_editor.ask->hint(cle_editor.ask->context, text, &hint);
        cle_editor.hint = hint.text;
    } else {
        cle_editor.ask->hint = NULL;    // without memory no hints, rather than asking for them for ever
    }
    cle_forget(text);
}

wchar_t *cle_hint_show(EditLine *editor) {
    (void)editor;
    static wchar_t none[1];
    if (cle_hint_stale()) find_hint();
    return cle_editor.hint ? cle_editor.hint : none;
}

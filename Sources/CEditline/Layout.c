// Where text stands on the screen: the prompt, and behind it the line. Nobody tells where the cursor is, so what the
// terminal does with the text is replayed here.
#define _GNU_SOURCE
#include "Editor.h"

/// The cells libedit gives to a character: ^X for controls, \U+XXXXX for what has no width.
static int cells(wchar_t character, int column) {
    if (character == L'\t') return 8 - column % 8;
    if (character < 0x20 || character == 0x7F) return 2;
    int width = wcwidth(character);
    return width >= 0 ? width : 8;
}

static void advance(struct cle_place *place, wchar_t character, int columns) {
    if (character == L'\n') {
        *place = (struct cle_place){place->row + 1, 0};
        return;
    }
    int width = cells(character, place->column);
    // A wide character never stands on both sides of the margin.
    bool wraps = width == 2 && character >= 0x80 && place->column + 2 > columns;
    if (wraps) *place = (struct cle_place){place->row + 1, 0};
    place->column += width;
    for (; place->column >= columns; place->column -= columns) place->row++;
}

struct cle_place cle_place_after(const wchar_t *line, size_t count) {
    struct cle_place place = {0, 0};
    int columns = cle_columns();
    bool visible = true;
    for (const wchar_t *at = cle_editor.prompt; at && *at; at++) {
        if (*at == CLE_ESCAPE) visible = !visible;
        else if (visible) advance(&place, *at, columns);
    }
    for (size_t at = 0; at < count; at++) advance(&place, line[at], columns);
    return place;
}

// Octets, UTF-8 and wide characters (which are Unicode scalars on glibc and Darwin).
#define _GNU_SOURCE
#include "Editor.h"

#include <stdlib.h>
#include <string.h>

bool cle_bytes_append(struct cle_bytes *to, const void *bytes, size_t count) {
    if (count > SIZE_MAX / 4 - to->count) return false;
    if (to->count + count > to->capacity) {
        size_t capacity = (to->count + count) * 2;
        char *grown = realloc(to->bytes, capacity);
        if (!grown) return false;
        to->bytes = grown;
        to->capacity = capacity;
    }
    if (count > 0) memcpy(to->bytes + to->count, bytes, count);
    to->count += count;
    return true;
}

void cle_bytes_free(struct cle_bytes *bytes) {
    free(bytes->bytes);
    *bytes = (struct cle_bytes){0};
}

/// The length of the sequence a first octet announces and the bits it gives; 0 if it cannot be first.
static size_t sequence_length(unsigned char first, uint32_t *bits) {
    if (first >= 0xC2 && first <= 0xDF) return *bits = first & 0x1F, 2;
    if (first >= 0xE0 && first <= 0xEF) return *bits = first & 0x0F, 3;
    if (first >= 0xF0 && first <= 0xF4) return *bits = first & 0x07, 4;
    return 0;
}

size_t cle_scalar_decode(const unsigned char *bytes, size_t count, uint32_t *scalar) {
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    *scalar = 0xFFFD;
    if (count == 0) return 0;
    if (bytes[0] < 0x80) return *scalar = bytes[0], 1;
    uint32_t value = 0;
    size_t length = sequence_length(bytes[0], &value);
    if (length == 0) return 1;
    for (size_t i = 1; i < length; i++) {
        if (i >= count) return 0;
        if ((bytes[i] & 0xC0) != 0x80) return i;
        value = value << 6 | (bytes[i] & 0x3F);
    }
    bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (value >= least[length] && value <= 0x10FFFF && !surrogate) *scalar = value;
    return length;
}

static size_t scalar_encode(uint32_t scalar, char *to) {
    static const unsigned char marks[] = {0, 0, 0xC0, 0xE0, 0xF0};
    size_t length = scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4;
    for (size_t i = length; i > 1; i--) {
        to[i - 1] = (char)(0x80 | (scalar & 0x3F));
        scalar >>= 6;
    }
    to[0] = (char)(marks[length] | scalar);
    return length;
}

char *cle_utf8(const wchar_t *wide, size_t count) {
    if (count > SIZE_MAX / 4 - 1) return NULL;
    char *text = malloc(count * 4 + 1);
    if (!text) return NULL;
    size_t length = 0;
    for (size_t i = 0; i < count; i++)
        if (wide[i] != 0) length += scalar_encode((uint32_t)wide[i], text + length);
    text[length] = 0;
    return text;
}

wchar_t *cle_wide(const char *utf8) {
    size_t count = strlen(utf8), length = 0;
    if (count > SIZE_MAX / sizeof(wchar_t) - 1) return NULL;
    wchar_t *wide = malloc((count + 1) * sizeof *wide);
    if (!wide) return NULL;
    for (size_t at = 0; at < count;) {
        uint32_t scalar;
        size_t used = cle_scalar_decode((const unsigned char *)utf8 + at, count - at, &scalar);
        at += used > 0 ? used : count - at;
        wide[length++] = (wchar_t)scalar;
    }
    wide[length] = 0;
    return wide;
}

char *cle_copy(const char *string) {
    return string ? strdup(string) : NULL;
}

size_t cle_cells(const char *utf8) {
    size_t cells = 0;
    for (size_t count = strlen(utf8), at = 0; at < count;) {
        uint32_t scalar;
        size_t used = cle_scalar_decode((const unsigned char *)utf8 + at, count - at, &scalar);
        at += used > 0 ? used : count - at;
        int width = wcwidth((wchar_t)scalar);
        cells += width > 0 ? (size_t)width : 0;
    }
    return cells;
}

void cle_forget(char *string) {
    if (string) cle_wipe(string, strlen(string));
    free(string);
}

// What comes from the terminal. Line editing and reading without echo take from this one buffer, so that a paste
// which goes from one to the other loses nothing and shows nothing.
#include "Editor.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static unsigned char buffer[256];
static size_t begin, end;

enum cle_input cle_input_fill(void) {
    if (begin > 0) memmove(buffer, buffer + begin, end - begin);
    end -= begin;
    begin = 0;
    if (end == sizeof buffer || !cle_wait(true, CLE_LOOK)) return CLE_INPUT_NONE;
    ssize_t count = read(cle_terminal.input, buffer + end, sizeof buffer - end);
    if (count < 0) return errno == EINTR || errno == EAGAIN ? CLE_INPUT_NONE : CLE_INPUT_ERROR;
    end += (size_t)count;
    return count == 0 ? CLE_INPUT_END : CLE_INPUT_READ;
}

bool cle_input_peek(uint32_t *scalar) {
    return cle_scalar_decode(buffer + begin, end - begin, scalar) > 0;
}

bool cle_input_scalar(uint32_t *scalar) {
    size_t used = cle_scalar_decode(buffer + begin, end - begin, scalar);
    if (used == 0) return false;
    cle_wipe(buffer + begin, used);
    begin += used;
    return true;
}

bool cle_input_octet(unsigned char *octet) {
    if (begin == end) return false;
    *octet = buffer[begin];
    buffer[begin++] = 0;
    return true;
}

bool cle_input_within_key(enum cle_sequence *sequence, uint32_t character) {
    switch (*sequence) {
    case CLE_NO_SEQUENCE:
        if (character == 0x1B) *sequence = CLE_ESCAPED;
        return character == 0x1B;
    case CLE_ESCAPED:
        *sequence = character == '[' || character == 'O' ? CLE_IN_SEQUENCE : CLE_NO_SEQUENCE;
        return *sequence == CLE_IN_SEQUENCE;
    case CLE_IN_SEQUENCE:
        if (character >= 0x40) *sequence = CLE_NO_SEQUENCE;
        return character >= 0x20;
    }
    return false;
}

void cle_input_clear(void) {
    cle_wipe(buffer, sizeof buffer);
    begin = end = 0;
}

// Reading without echo. The terminal does not echo in any case between cle_start and cle_stop, so this only has to
// show nothing; and it takes octets from where line editing left off.
#include "Editor.h"

#include <string.h>

struct secret {
    char *octets;
    size_t count, limit;
    enum cle_sequence sequence;
};

static void erase_to(struct secret *secret, size_t count) {
    cle_wipe(secret->octets + count, secret->count - count);
    secret->count = count;
}

/// Where the last character begins: octets 10xxxxxx belong to what stands before them.
static size_t before_character(const struct secret *secret) {
    size_t at = secret->count;
    while (at > 0 && ((unsigned char)secret->octets[--at] & 0xC0) == 0x80) {}
    return at;
}

static size_t before_word(const struct secret *secret) {
    size_t at = secret->count;
    while (at > 0 && secret->octets[at - 1] == ' ') at--;
    while (at > 0 && secret->octets[at - 1] != ' ') at--;
    return at;
}

static void add(struct secret *secret, unsigned char octet) {
    if (octet < 0x20 || octet == 0x7F) return;
    if (secret->count < secret->limit) secret->octets[secret->count++] = (char)octet;
    else cle_terminal_print("\a");
}

enum progress { GOES_ON, DONE, CANCELLED };

static enum progress take(struct secret *secret, unsigned char octet) {
    if (cle_input_within_key(&secret->sequence, octet)) return GOES_ON;
    if (octet == '\r' || octet == '\n') return DONE;
    if (octet == 3 || octet == 4) return CANCELLED;
    if (octet == 8 || octet == 0x7F || cle_terminal_key(VERASE, octet)) erase_to(secret, before_character(secret));
    else if (octet == 0x17) erase_to(secret, before_word(secret));
    else if (octet == 0x15 || cle_terminal_key(VKILL, octet)) erase_to(secret, 0);
    else add(secret, octet);
    return GOES_ON;
}

/// Serves signals. False: one of them, or cle_stop, ends the reading with this answer.
static bool serve_signals(const char *prompt, cle_answer_kind *answer) {
    unsigned signals = cle_signals_take();
    *answer = cle_stopping() ? CLE_ANSWER_STOPPED : CLE_ANSWER_INTERRUPT;
    if (cle_stopping() || (signals & CLE_INTERRUPTED)) return false;
    if (signals & CLE_RESIZED) cle_keys_resize();
    if (signals & (CLE_SUSPENDED | CLE_CONTINUED)) {
        cle_terminal_close_row();
        cle_serve_suspension(signals);
        cle_terminal_print(prompt);
    }
    return true;
}

static cle_answer_kind read_octets(const char *prompt, struct secret *secret) {
    cle_answer_kind answer;
    while (serve_signals(prompt, &answer)) {
        unsigned char octet;
        while (cle_input_octet(&octet)) {
            enum progress progress = take(secret, octet);
            cle_wipe(&octet, 1);
            if (progress == DONE) return CLE_ANSWER_SECRET;
            if (progress == CANCELLED) return CLE_ANSWER_INTERRUPT;
        }
        switch (cle_input_fill()) {
        case CLE_INPUT_NONE: (void)cle_wait(true, CLE_WAIT); break;
        case CLE_INPUT_READ: break;
        case CLE_INPUT_END: return CLE_ANSWER_END_OF_INPUT;
        case CLE_INPUT_ERROR: return CLE_ANSWER_ERROR;
        }
    }
    return answer;
}

cle_answer_kind cle_hidden_read(const char *prompt, char *buffer, size_t limit) {
    struct secret secret = {.octets = buffer, .limit = limit};
    cle_terminal_print(prompt);
    cle_answer_kind answer = read_octets(prompt, &secret);
    cle_terminal_print("\n");
    if (answer != CLE_ANSWER_SECRET) erase_to(&secret, 0);
    if (answer == CLE_ANSWER_INTERRUPT) cle_input_clear();
    buffer[secret.count] = 0;
    return answer;
}

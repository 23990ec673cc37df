/// Part of the session of RFC 1939 section 10: from the reply to the login up to the reply to RETR.
public let exampleListings = """
    S: +OK mrose's maildrop has 2 messages (320 octets)
    C: STAT
    S: +OK 2 320
    C: LIST
    S: +OK 2 messages (320 octets)
    S: 1 120
    S: 2 200
    S: .
    C: RETR 1
    S: +OK 120 octets
    """

/// Why a connection is not played on; with a reason the whole run ends.
struct Halt: Error {
    let reason: ReplayResult.Reason?
}

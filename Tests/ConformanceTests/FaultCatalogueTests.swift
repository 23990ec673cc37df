import Handbook
import MockServer
import POP3
import Testing

@testable import Conformance

@Suite("The catalogue of faults")
struct FaultCatalogueTests {
    @Test func `a fault breaks rows of the catalogue that bind a server, and says so`() {
        for fault in Fault.catalogue {
            #expect(!fault.requirements.isEmpty, "\(fault)")
            for requirement in fault.requirements {
                #expect(Requirements[requirement].map { $0.party != .client } == true, "\(fault): \(requirement)")
            }
        }
    }
}

@Suite("Every row of the catalogue")
struct CoverageTests {
    @Test func `a row that binds a server has a check, or a reason why not`() {
        let judged = Set(Checklist.all.flatMap(\.requirements))
        let bare = Requirements.all.filter { row in
            row.party != .client && !judged.contains(row.id) && Unjudged.reasons[row.id] == nil
        }
        #expect(bare.map(\.id.name) == [])
    }

    @Test func `a check names rows that bind a server, and has a name of its own`() {
        for check in Checklist.all {
            for id in check.requirements { #expect(Requirements[id].map { $0.party != .client } == true, "\(id)") }
        }
        #expect(Set(Checklist.all.map(\.name)).count == Checklist.all.count)
    }
}

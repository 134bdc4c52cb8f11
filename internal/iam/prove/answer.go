package prove

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/eval"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove/certificate"
)

// Verdict is the kind of an answer.
type Verdict string

// The verdicts.
const (
	// Proved: there is no such request.
	Proved Verdict = "proved"
	// Counterexample: there is one, and it is shown.
	Counterexample Verdict = "counterexample"
	// Undecided: neither could be shown within the budget. It does not mean safe.
	Undecided Verdict = "undecided"
)

// Answer is what is known about a question.
type Answer struct {
	Kind    Kind
	Verdict Verdict
	// Witness is a request that shows the counterexample. It is nil for dead statements.
	Witness *eval.Request
	// AllowedBy is the statement that lets the witness through, counted from 0; -1 if there
	// is none. It is one of the reference if ByReference says so.
	AllowedBy int
	// DeniedBy is the statement that denies the witness, of the policy that does not let it
	// through; -1 if there is none.
	DeniedBy int
	// ByReference says that the reference lets the witness through and the policy does not.
	ByReference bool
	// Access names the entry of [Question.Access] to which the witness belongs.
	Access string
	// Reading is the reading of an undocumented rule under which the witness is one; empty
	// if it is one under the standard reading.
	Reading string
	// Dead lists the statements that make no difference.
	Dead []Dead
	// Explanation says in a few sentences what was found.
	Explanation string
	// Reason says why the question is undecided.
	Reason string
	// Assumptions are the facts on which a proof rests, by name and in the order of [Facts].
	Assumptions []string
	// Version is that of the semantics.
	Version string
	// Certificates are the problems that were proved to have no solution, with the proofs.
	// [Ask] leaves them out, [Certify] keeps them.
	Certificates []Certificate
}

// Certificate is a problem without a solution and the proof, which certificate.Check
// verifies.
type Certificate struct {
	// Claim says what the problem stands for.
	Claim   string
	Problem certificate.Problem
	Proof   certificate.Proof
}

// Dead is a statement that makes no difference.
type Dead struct {
	// Statement is counted from 0.
	Statement int
	Why       Death
}

// Death says why a statement makes no difference.
type Death string

// The reasons, the strongest first.
const (
	// Contradiction: no request matches the statement.
	Contradiction Death = "contradiction"
	// Shadowed: other statements deny everything that it allows.
	Shadowed Death = "shadowed"
	// Redundant: without it the policy lets the same through.
	Redundant Death = "redundant"
)

package prove_test

import (
	"strings"
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove/certificate"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/symbolic"
)

// Whatever a policy says, every question has an answer in bounded time, no answer is taken
// back by the evaluator, and every proof passes the checker.
func FuzzAsk(f *testing.F) {
	for _, c := range scenarios() {
		f.Add(policyText(f, c.policy...))
	}
	for _, text := range []string{perimeter(f), parameters(f)} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d := parse.Parse(text).Document
		if d == nil || len(text) > 4096 {
			return
		}
		for _, q := range []prove.Question{
			{Kind: prove.PrincipalOutside, Trusted: prove.Trusted{Organizations: []string{corp}, Accounts: []string{accountA}}},
			{Kind: prove.ResourceOutside, Trusted: prove.Trusted{Organizations: []string{corp}}},
			{Kind: prove.Equivalent, Reference: d},
			{Kind: prove.DeadStatements},
		} {
			q.Budget = prove.Budget{Split: symbolic.Budget{States: 3000}, Total: 500_000, Search: 100_000}
			a, err := prove.Certify(d, q)
			if err != nil {
				continue
			}
			if strings.Contains(a.Reason, "bug") {
				t.Fatalf("%s: %s", q.Kind, a.Reason)
			}
			if q.Kind == prove.Equivalent && a.Verdict == prove.Counterexample {
				t.Fatalf("the policy differs from itself: %s", a.Explanation)
			}
			for _, c := range a.Certificates {
				if err := certificate.Check(c.Problem, c.Proof); err != nil {
					t.Fatalf("%s: %s: %v", q.Kind, c.Claim, err)
				}
			}
		}
	})
}

package prove_test

import (
	"strings"
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/corpus"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/eval"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove/certificate"
)

// The cases that the evaluator is tested with: what they let through is never proved to be
// nothing, and every policy is equivalent to itself.
func TestCorpus(t *testing.T) {
	t.Parallel()
	cases, err := corpus.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		if c.Document == nil {
			continue
		}
		if _, err := eval.Compile(c.Document, match.Semantics{}); err != nil {
			continue
		}
		t.Run(c.File+"/"+c.Name, func(t *testing.T) {
			t.Parallel()
			same, err := prove.Certify(c.Document, prove.Question{Kind: prove.Equivalent, Reference: c.Document})
			if err != nil || same.Verdict == prove.Counterexample {
				t.Fatalf("with itself: %s, %v", same.Explanation, err)
			}
			for _, x := range same.Certificates {
				if err := certificate.Check(x.Problem, x.Proof); err != nil {
					t.Errorf("%s: %v", x.Claim, err)
				}
			}
			nothing, err := prove.Ask(c.Document, prove.Question{Kind: prove.NothingAllowed})
			if err != nil || strings.Contains(nothing.Reason, "bug") {
				t.Fatalf("%s, %v", nothing.Reason, err)
			}
			for _, r := range c.Requests {
				if r.Expected == eval.Allowed && len(r.Validate()) == 0 && nothing.Verdict == prove.Proved {
					t.Errorf("it is proved that nothing is let through, but %+v is; it rests on %v", r.Request, nothing.Assumptions)
				}
			}
		})
	}
}

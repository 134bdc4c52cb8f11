package match_test

import (
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/corpus"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/eval"
)

// The rules are tested through whole policies; the other tests of this package hold the
// parts to what policies cannot show.
func TestCorpus(t *testing.T) {
	t.Parallel()
	cases, err := corpus.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		for i, r := range c.Requests {
			got, err := eval.Evaluate(c.Document, r.Request, r.Semantics)
			if err != nil || got.Decision != r.Expected {
				t.Errorf("%s, %s, request %d: %s, %v; want %s", c.File, c.Name, i+1, got.Decision, err, r.Expected)
			}
		}
	}
}

package eval_test

import (
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/corpus"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/eval"
)

// Every case of the corpus that has requests is evaluated, and no request is one that
// cannot be.
func TestCorpus(t *testing.T) {
	t.Parallel()
	cases, err := corpus.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		t.Run(c.File+"/"+c.Name, func(t *testing.T) {
			t.Parallel()
			for i, r := range c.Requests {
				got, err := eval.Evaluate(c.Document, r.Request, r.Semantics)
				if err != nil {
					t.Fatal(err)
				}
				if got.Decision != r.Expected {
					t.Errorf("request %d: %s, want %s\n%s\n%+v\n%+v", i+1, got.Decision, r.Expected, c.Why, r.Request, got.Statements)
				}
			}
		})
	}
}

package corpus_test

import (
	"slices"
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/corpus"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
)

func TestCases(t *testing.T) {
	t.Parallel()
	cases, err := corpus.Load()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, c := range cases {
		t.Run(c.File+"/"+c.Name, func(t *testing.T) {
			t.Parallel()
			result := parse.Parse(c.Text)
			var codes []parse.Code
			for _, p := range result.Problems {
				codes = append(codes, p.Code)
			}
			if !slices.Equal(codes, c.Problems) {
				t.Errorf("the parser finds %q, want %q\n%v", codes, c.Problems, result.Problems)
			}
			if (c.Document == nil) != (len(c.Requests) == 0) && len(c.Requests) > 0 {
				t.Errorf("there are requests but no document: %v", result.Err())
			}
		})
		if seen[c.File+c.Name] {
			t.Errorf("%s has two cases %q", c.File, c.Name)
		}
		seen[c.File+c.Name] = true
		if len(c.Source) == 0 {
			t.Errorf("%s: %q names no rule", c.File, c.Name)
		}
	}
}

package parse_test

import (
	"slices"
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/corpus"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
)

func TestCorpus(t *testing.T) {
	t.Parallel()
	cases, err := corpus.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		var codes []parse.Code
		for _, p := range parse.Parse(c.Text).Problems {
			codes = append(codes, p.Code)
		}
		if !slices.Equal(codes, c.Problems) {
			t.Errorf("%s, %s: found %q, want %q", c.File, c.Name, codes, c.Problems)
		}
	}
}

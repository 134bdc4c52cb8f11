package prove_test

import (
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
)

func document(t testing.TB, text string) *ast.Document {
	t.Helper()
	r := parse.Parse(text)
	if r.Document == nil {
		t.Fatalf("%s: %v", text, r.Err())
	}
	return r.Document
}

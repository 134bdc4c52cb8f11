package design_test

import (
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/design"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

// try designs what an input in JSON asks for.
func try(t testing.TB, in tree.Value) (*design.Design, input.Errors) {
	t.Helper()
	facts, err := catalog.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	region, known := facts.Region(in.Text("region").Or(""))
	if !known {
		t.Fatalf("the input needs a Region")
	}
	return design.Make(design.Request{Catalog: facts, Book: price.Embedded(), Region: region, Inputs: in, Hours: money.FromInt(730)})
}

// designed is a design that must be possible.
func designed(t testing.TB, text string) *design.Design {
	t.Helper()
	d, errs := try(t, parsed(t, text))
	for _, err := range errs {
		t.Error(err)
	}
	if len(errs) > 0 {
		t.FailNow()
	}
	return d
}

func parsed(t testing.TB, text string) tree.Value {
	t.Helper()
	in, err := tree.FromJSON([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return in
}

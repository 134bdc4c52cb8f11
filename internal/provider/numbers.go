package provider

import (
	"fmt"
	"math/big"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
)

// amountAt reads a number with every digit.
func amountAt(at input.Path, f *big.Float, diags *diag.Diagnostics) money.Amount {
	a, err := money.FromBig(f)
	if err != nil {
		addErrorAt(diags, at, "Invalid Number", fmt.Sprintf("Found %s.", err))
	}
	return a
}

// wholeNumber returns a number that has no fraction and is not absurd.
func wholeNumber(f *big.Float) (int64, bool) {
	n, accuracy := f.Int64()
	const absurd = 1 << 31
	return n, f.IsInt() && accuracy == big.Exact && n > -absurd && n < absurd
}

// wholeNumbers reads a map of whole numbers.
func wholeNumbers(at input.Path, in map[string]*big.Float, diags *diag.Diagnostics) map[string]int64 {
	out := make(map[string]int64, len(in))
	for name, f := range in {
		n, ok := wholeNumber(f)
		if !ok {
			addErrorAt(diags, at.Key(name), "Invalid Number", fmt.Sprintf("Found %s; a whole number is needed.", f.Text('g', 10)))
		}
		out[name] = n
	}
	return out
}

// numberOrNull writes a sum with every digit; null if it is not known.
func numberOrNull(k money.Known) types.Number {
	a, ok := k.Get()
	if !ok {
		return types.NumberNull()
	}
	return types.NumberValue(a.Big())
}

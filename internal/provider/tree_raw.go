package provider

import (
	"math/big"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

// treeOfRaw turns a value of the protocol into one of the domain.
func treeOfRaw(v tftypes.Value) tree.Value {
	switch {
	case !v.IsKnown():
		return tree.NotKnown()
	case v.IsNull():
		return tree.Value{}
	}
	switch t := v.Type(); {
	case t.Is(tftypes.String):
		var text string
		return readRaw(v, &text, func() tree.Value { return tree.Text(text) })
	case t.Is(tftypes.Bool):
		var flag bool
		return readRaw(v, &flag, func() tree.Value { return tree.Flag(flag) })
	case t.Is(tftypes.Number):
		var number big.Float
		return readRaw(v, &number, func() tree.Value { return tree.Num(&number) })
	case t.Is(tftypes.Map{}), t.Is(tftypes.Object{}):
		var members map[string]tftypes.Value
		return readRaw(v, &members, func() tree.Value {
			out := make(map[string]tree.Value, len(members))
			for name, member := range members {
				out[name] = treeOfRaw(member)
			}
			return tree.MapOf(out)
		})
	}
	var elements []tftypes.Value
	return readRaw(v, &elements, func() tree.Value {
		out := make([]tree.Value, len(elements))
		for i, element := range elements {
			out[i] = treeOfRaw(element)
		}
		return tree.ListOf(out)
	})
}

// readRaw reads a value of which the type was asked before, so that reading cannot fail.
func readRaw[T any](v tftypes.Value, into *T, then func() tree.Value) tree.Value {
	if err := v.As(into); err != nil {
		return tree.Value{}
	}
	return then()
}

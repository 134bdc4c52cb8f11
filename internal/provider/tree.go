package provider

import (
	"math/big"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

// treeOf turns a value of the framework, typed or dynamic, into one of the domain.
func treeOf(v attr.Value) tree.Value {
	if v == nil || v.IsNull() {
		return tree.Value{}
	}
	if v.IsUnknown() {
		return tree.NotKnown()
	}
	switch v := v.(type) {
	case basetypes.DynamicValue:
		return treeOf(v.UnderlyingValue())
	case basetypes.StringValue:
		return tree.Text(v.ValueString())
	case basetypes.BoolValue:
		return tree.Flag(v.ValueBool())
	case basetypes.NumberValue:
		return tree.Num(v.ValueBigFloat())
	case basetypes.Int64Value:
		return tree.Num(new(big.Float).SetInt64(v.ValueInt64()))
	case basetypes.ListValue:
		return treeOfList(v.Elements())
	case basetypes.SetValue:
		return treeOfList(v.Elements())
	case basetypes.TupleValue:
		return treeOfList(v.Elements())
	case basetypes.MapValue:
		return treeOfMembers(v.Elements())
	case basetypes.ObjectValue:
		return treeOfMembers(v.Attributes())
	}
	return tree.Value{}
}

func treeOfList(list []attr.Value) tree.Value {
	out := make([]tree.Value, len(list))
	for i, element := range list {
		out[i] = treeOf(element)
	}
	return tree.ListOf(out)
}

func treeOfMembers(members map[string]attr.Value) tree.Value {
	out := make(map[string]tree.Value, len(members))
	for name, member := range members {
		out[name] = treeOf(member)
	}
	return tree.MapOf(out)
}

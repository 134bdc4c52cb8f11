package provider

import (
	"math/big"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/topology"
)

// reader reads an AWS-shaped value leniently: what it does not name is absent, what will be
// known later is unknown, and "", which hashicorp/aws puts in the place of null, is absent.
// It reads typed objects and dynamic ones alike, so that data sources, resources and
// functions share the conversions of the network.
type reader struct{ value attr.Value }

// plain unwraps a dynamic value.
func (r reader) plain() attr.Value {
	if d, ok := r.value.(basetypes.DynamicValue); ok && !d.IsNull() && !d.IsUnknown() {
		return d.UnderlyingValue()
	}
	return r.value
}

func (r reader) null() bool { return r.plain() == nil || r.plain().IsNull() }

func (r reader) unknown() bool { return r.plain() != nil && r.plain().IsUnknown() }

// at returns an attribute. Of an object that is not known yet, all attributes are not.
func (r reader) at(name string) reader {
	if r.null() || r.unknown() {
		return r
	}
	switch v := r.plain().(type) {
	case basetypes.ObjectValue:
		return reader{v.Attributes()[name]}
	case basetypes.MapValue:
		return reader{v.Elements()[name]}
	}
	return reader{}
}

// text reads a text attribute.
func (r reader) text(name string) topology.Text { return r.at(name).asText() }

func (r reader) asText() topology.Text {
	if r.unknown() {
		return maybe.Unknown[string]()
	}
	if v, ok := r.plain().(basetypes.StringValue); ok && v.ValueString() != "" {
		return maybe.Of(v.ValueString())
	}
	return topology.Text{}
}

// flag reads a bool attribute.
func (r reader) flag(name string) maybe.Value[bool] {
	a := r.at(name)
	if a.unknown() {
		return maybe.Unknown[bool]()
	}
	if v, ok := a.plain().(basetypes.BoolValue); ok && !v.IsNull() {
		return maybe.Of(v.ValueBool())
	}
	return maybe.Value[bool]{}
}

// whole reads an attribute that is a whole number, typed or of a dynamic value.
func (r reader) whole(name string) maybe.Value[int64] {
	a := r.at(name)
	if a.unknown() {
		return maybe.Unknown[int64]()
	}
	switch v := a.plain().(type) {
	case basetypes.Int64Value:
		if !v.IsNull() {
			return maybe.Of(v.ValueInt64())
		}
	case basetypes.NumberValue:
		if f := v.ValueBigFloat(); f != nil {
			if n, accuracy := f.Int64(); accuracy == big.Exact {
				return maybe.Of(n)
			}
		}
	}
	return maybe.Value[int64]{}
}

// texts reads an attribute that is a set or list of texts.
func (r reader) texts(name string) maybe.Value[[]topology.Text] {
	return readElements(r.at(name), reader.asText)
}

// readElements reads a set, list or tuple.
func readElements[T any](r reader, read func(reader) T) maybe.Value[[]T] {
	if r.unknown() {
		return maybe.Unknown[[]T]()
	}
	if r.null() {
		return maybe.Value[[]T]{}
	}
	var list []attr.Value
	switch v := r.plain().(type) {
	case basetypes.SetValue:
		list = v.Elements()
	case basetypes.ListValue:
		list = v.Elements()
	case basetypes.TupleValue:
		list = v.Elements()
	}
	out := make([]T, len(list))
	for i, element := range list {
		out[i] = read(reader{element})
	}
	return maybe.Of(out)
}

// readMembers reads a map, or an object in its place.
func readMembers[T any](r reader, read func(reader) T) maybe.Value[map[string]T] {
	if r.unknown() {
		return maybe.Unknown[map[string]T]()
	}
	if r.null() {
		return maybe.Value[map[string]T]{}
	}
	var all map[string]attr.Value
	switch v := r.plain().(type) {
	case basetypes.MapValue:
		all = v.Elements()
	case basetypes.ObjectValue:
		all = v.Attributes()
	}
	out := make(map[string]T, len(all))
	for key, member := range all {
		out[key] = read(reader{member})
	}
	return maybe.Of(out)
}

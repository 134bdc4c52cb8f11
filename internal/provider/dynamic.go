package provider

import (
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"

	"github.com/agext/levenshtein"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
)

// option reads one value inside a dynamic attribute, strictly: Terraform drops the surplus
// names of a typed object without a word, so our own option objects are dynamic values, and
// a name that they do not have is an error here. Every error is added to diags at its place.
type option struct {
	at    input.Path
	value attr.Value
	diags *diag.Diagnostics
}

// dynamicOption starts at a dynamic root attribute.
func dynamicOption(name string, v types.Dynamic, diags *diag.Diagnostics) option {
	return option{at: input.At(name), value: v, diags: diags}
}

// given reports whether there is a value. Unknown counts as given; reading it is an error.
func (o option) given() bool { return o.plain() != nil && !o.plain().IsNull() }

// plain unwraps a dynamic value.
func (o option) plain() attr.Value {
	if d, ok := o.value.(basetypes.DynamicValue); ok {
		return d.UnderlyingValue()
	}
	return o.value
}

// wrong reports a value of another type than expected.
func (o option) wrong(expected string) {
	if v := o.plain(); v != nil && v.IsUnknown() {
		addErrorAt(o.diags, o.at, "Unknown Option", fmt.Sprintf("Expected %s, and the value is known only at apply.", expected))
		return
	}
	addErrorAt(o.diags, o.at, "Invalid Option", fmt.Sprintf("Expected %s, found %s.", expected, describe(o.plain())))
}

// describe names a value's type in Terraform's words.
func describe(v attr.Value) string {
	switch v := v.(type) {
	case nil:
		return "nothing"
	case basetypes.StringValue:
		return "the string " + v.String()
	case basetypes.NumberValue:
		return "the number " + v.String()
	case basetypes.BoolValue:
		return "the bool " + v.String()
	case basetypes.ObjectValue:
		return "an object"
	case basetypes.MapValue:
		return "a map"
	default:
		return "a list"
	}
}

// values returns what a map or object holds, null included.
func (o option) values() map[string]attr.Value {
	if !o.given() {
		return nil
	}
	var values map[string]attr.Value
	switch v := o.plain().(type) {
	case basetypes.ObjectValue:
		values = v.Attributes()
	case basetypes.MapValue:
		values = v.Elements()
	}
	if values == nil {
		o.wrong("a map or object")
	}
	return values
}

// members returns the members of a map by their keys. Null members count as absent.
func (o option) members() map[string]option {
	out := map[string]option{}
	for key, value := range o.values() {
		if m := (option{at: o.at.Key(key), value: value, diags: o.diags}); m.given() {
			out[key] = m
		}
	}
	return out
}

// entries returns the members of a map of the caller's own things, in which null has no meaning.
func (o option) entries() map[string]option {
	for _, key := range slices.Sorted(maps.Keys(o.values())) {
		if m := (option{at: o.at.Key(key), value: o.values()[key], diags: o.diags}); !m.given() {
			addErrorAt(o.diags, m.at, "Null Entry", "This entry is null, which says nothing about it. Leave it out, or give it a value.")
		}
	}
	return o.members()
}

// object returns the members of an object that may have only the names allowed. A wrong name
// is an error even if its value is null.
func (o option) object(allowed ...string) object {
	out := object{parent: o, members: map[string]option{}}
	values := o.values()
	for _, name := range slices.Sorted(maps.Keys(values)) {
		m := option{at: o.at.Attribute(name), value: values[name], diags: o.diags}
		if !slices.Contains(allowed, name) {
			addErrorAt(o.diags, m.at, "Unknown Option",
				fmt.Sprintf("%q is not known here%s Known are %s.", name, suggestion(name, allowed), strings.Join(allowed, ", ")))
		}
		if m.given() {
			out.members[name] = m
		}
	}
	return out
}

// suggestion ends a sentence, with the nearest allowed name if it is near enough to be meant.
func suggestion(name string, allowed []string) string {
	best, distance := "", min(4, 1+(len(name)+1)/2)
	for _, candidate := range allowed {
		if d := levenshtein.Distance(name, candidate, nil); d < distance {
			best, distance = candidate, d
		}
	}
	if best == "" {
		return "."
	}
	return fmt.Sprintf("; did you mean %q?", best)
}

// object is an option object whose names have been checked.
type object struct {
	parent  option
	members map[string]option
}

// get returns a member, absent if it was not given.
func (o object) get(name string) option {
	if m, ok := o.members[name]; ok {
		return m
	}
	return option{at: o.parent.at.Attribute(name), diags: o.parent.diags}
}

// text returns a string; empty if absent.
func (o option) text() string {
	if !o.given() {
		return ""
	}
	if v, ok := o.plain().(basetypes.StringValue); ok && !v.IsUnknown() {
		return v.ValueString()
	}
	o.wrong("a string")
	return ""
}

// boolean returns a bool; nil if absent.
func (o option) boolean() *bool {
	if !o.given() {
		return nil
	}
	if v, ok := o.plain().(basetypes.BoolValue); ok && !v.IsUnknown() {
		b := v.ValueBool()
		return &b
	}
	o.wrong("true or false")
	return nil
}

// number returns a number with every digit; nil if absent.
func (o option) number() *big.Float {
	if !o.given() {
		return nil
	}
	switch v := o.plain().(type) {
	case basetypes.NumberValue:
		if !v.IsUnknown() {
			return v.ValueBigFloat()
		}
	case basetypes.Int64Value:
		if !v.IsUnknown() {
			return new(big.Float).SetInt64(v.ValueInt64())
		}
	}
	o.wrong("a number")
	return nil
}

// isTrue returns a bool; false if absent.
func (o option) isTrue() bool {
	b := o.boolean()
	return b != nil && *b
}

// whole returns a whole number; zero if absent.
func (o option) whole() int {
	f := o.number()
	if f == nil {
		return 0
	}
	n, ok := wholeNumber(f)
	if !ok {
		o.wrong("a whole number")
	}
	return int(n)
}

// amount returns a decimal number; zero if absent.
func (o option) amount() money.Amount {
	f := o.number()
	if f == nil {
		return money.Amount{}
	}
	a, err := money.FromBig(f)
	if err != nil {
		addErrorAt(o.diags, o.at, "Invalid Number", fmt.Sprintf("Found %s.", err))
	}
	return a
}

// texts returns the strings of a list, set or tuple; nil if absent, empty if empty.
func (o option) texts() []string {
	if !o.given() {
		return nil
	}
	var values []attr.Value
	switch v := o.plain().(type) {
	case basetypes.ListValue:
		values = v.Elements()
	case basetypes.SetValue:
		values = v.Elements()
	case basetypes.TupleValue:
		values = v.Elements()
	default:
		o.wrong("a list of strings")
		return nil
	}
	if o.plain().IsUnknown() {
		o.wrong("a list of strings")
		return nil
	}
	out := make([]string, 0, len(values))
	for i, value := range values {
		element := option{at: o.at.Index(i), value: value, diags: o.diags}
		if !element.given() {
			addErrorAt(element.diags, element.at, "Null Element", "A list of strings cannot hold null; leave the element out.")
			continue
		}
		out = append(out, element.text())
	}
	return out
}

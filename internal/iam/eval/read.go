package eval

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
)

// requestFields are the fields of a request as a caller writes it.
var requestFields = []string{"principal", "action", "resource", "context", "vpc_endpoint_type", "canonical_user"}

// ReadRequest makes a request of an object as a caller writes it: principal, action and
// resource are texts, context is an object of a text, number or Boolean, or a list of them,
// for each key; vpc_endpoint_type is Interface, unless it is Gateway. Null is as good as
// left out. It names every field that is unknown, missing or of the wrong shape, and does
// not look any further; see [Request.Validate].
func ReadRequest(fields map[string]any) (Request, input.Errors) {
	var r Request
	var errs input.Errors
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if !slices.Contains(requestFields, name) {
			errs.Add(input.At(name), "A request has no such field; its fields are %s.", strings.Join(requestFields, ", "))
		}
	}
	text := func(name string, required bool) (value string) {
		switch v := fields[name].(type) {
		case nil:
			if required {
				errs.Add(input.At(name), "It is missing.")
			}
		case string:
			value = v
		default:
			errs.Add(input.At(name), "It must be a text.")
		}
		return value
	}
	r.Principal, r.Action, r.Resource = text("principal", true), text("action", true), text("resource", true)
	r.CanonicalUser = text("canonical_user", false)
	switch kind := text("vpc_endpoint_type", false); kind {
	case "", match.Interface.String():
	case match.Gateway.String():
		r.Endpoint = match.Gateway
	default:
		errs.Add(input.At("vpc_endpoint_type"), "%.60q is neither Interface nor Gateway.", kind)
	}
	switch context := fields["context"].(type) {
	case nil:
	case map[string]any:
		r.Context = readContext(&errs, context)
	default:
		errs.Add(input.At("context"), "It must be an object of condition keys and their values.")
	}
	return r, errs
}

func readContext(errs *input.Errors, fields map[string]any) map[string][]string {
	context := map[string][]string{}
	for _, key := range slices.Sorted(maps.Keys(fields)) {
		items, list := fields[key].([]any)
		switch {
		case fields[key] == nil:
			continue
		case !list:
			items = []any{fields[key]}
		}
		context[key] = []string{}
		for _, item := range items {
			value, ok := scalar(item)
			if !ok {
				errs.Add(input.At("context").Key(key), "It must be a text, a number, a Boolean, or a list of them.")
				break
			}
			context[key] = append(context[key], value)
		}
	}
	return context
}

// scalar returns the text of a text, a number or a Boolean. A number of any type that knows
// how to write itself will do.
func scalar(v any) (string, bool) {
	switch v := v.(type) {
	case string:
		return v, true
	case bool, int, int64:
		return fmt.Sprint(v), true
	case fmt.Stringer:
		return v.String(), true
	}
	return "", false
}

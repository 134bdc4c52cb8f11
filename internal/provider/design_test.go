package provider

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// designScenarios are the inputs of the scenarios of package design.
func designScenarios(tb testing.TB) map[string]values {
	tb.Helper()
	text, err := os.ReadFile("../design/testdata/scenarios.json")
	if err != nil {
		tb.Fatal(err)
	}
	var all []struct {
		Name   string
		Inputs map[string]any
	}
	if err := json.Unmarshal(text, &all); err != nil {
		tb.Fatal(err)
	}
	out := map[string]values{}
	for _, s := range all {
		out[s.Name], _ = fromJSON(s.Inputs).(values)
	}
	return out
}

// fromJSON turns the mark of something that is not known yet into such a value.
func fromJSON(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := values{}
		for key, member := range v {
			out[key] = fromJSON(member)
		}
		return out
	case []any:
		out := []any{}
		for _, element := range v {
			out = append(out, fromJSON(element))
		}
		return out
	case string:
		if v == "(known after apply)" {
			return unknown
		}
	}
	return v
}

// The function and the data source give the same, from the same inputs.
func TestDesignFunctionAnswersAsTheDataSource(t *testing.T) {
	t.Parallel()
	for name, inputs := range designScenarios(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if !wholly(inputs) {
				t.Skip("a data source is never read with something that is not known yet")
			}
			state, problems := read(t, serve(t, values{}), "vpce_design", inputs)
			got, problem := call(t, "design", inputs)
			if len(problems) > 0 || problem != "" {
				t.Fatal(problems, problem)
			}
			answer, _ := got.(values)
			for _, output := range slices.Sorted(maps.Keys(answer)) {
				if diff := cmp.Diff(state[output], answer[output]); diff != "" {
					t.Errorf("%s (-data source +function):\n%s", output, diff)
				}
			}
		})
	}
}

// wholly reports whether everything in a value is known.
func wholly(v any) bool {
	switch v := v.(type) {
	case values:
		for _, member := range v {
			if !wholly(member) {
				return false
			}
		}
	case []any:
		for _, element := range v {
			if !wholly(element) {
				return false
			}
		}
	}
	return v != any(unknown)
}

// Whatever is not known yet, what the function says is still so when it is: Terraform does not
// notice a value that was told too early. Each value of each scenario is hidden in turn.
func TestDesignTellsNothingTooEarly(t *testing.T) {
	t.Parallel()
	for name, inputs := range designScenarios(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if !wholly(inputs) {
				t.Skip("the scenario has an unknown of its own")
			}
			final, problem := call(t, "design", inputs)
			if problem != "" {
				t.Fatal(problem)
			}
			for _, place := range designPlaces(inputs, nil) {
				if strings.HasPrefix(name, "S14") && len(place) == 3 && place[0] == "route_tables" && place[2] == "id" {
					continue // a table that has no id yet is on no endpoint that exists
				}
				early, problem := call(t, "design", hidden(inputs, place))
				if problem != "" {
					t.Errorf("with %s not known yet: %s", strings.Join(place, "."), problem)
					continue
				}
				for _, told := range tooEarly("", early, final) {
					t.Errorf("with %s not known yet: %s", strings.Join(place, "."), told)
				}
			}
		})
	}
}

// designPlaces are the paths to every value in an input.
func designPlaces(v any, at []string) [][]string {
	var out [][]string
	if len(at) > 0 {
		out = append(out, at)
	}
	switch v := v.(type) {
	case values:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			out = append(out, designPlaces(v[key], append(slices.Clone(at), key))...)
		}
	case []any:
		for i, element := range v {
			out = append(out, designPlaces(element, append(slices.Clone(at), fmt.Sprint(i)))...)
		}
	}
	return out
}

// hidden is a value with one part that is not known yet.
func hidden(v any, at []string) any {
	if len(at) == 0 {
		return unknown
	}
	switch v := v.(type) {
	case values:
		out := maps.Clone(v)
		out[at[0]] = hidden(v[at[0]], at[1:])
		return out
	case []any:
		out := slices.Clone(v)
		for i := range out {
			if fmt.Sprint(i) == at[0] {
				out[i] = hidden(v[i], at[1:])
			}
		}
		return out
	}
	return v
}

// tooEarly lists what is told in a first answer and is otherwise in the last.
func tooEarly(at string, first, last any) []string {
	if first == any(unknown) {
		return nil
	}
	switch f := first.(type) {
	case values:
		l, ok := last.(values)
		if !ok || !slices.Equal(slices.Sorted(maps.Keys(f)), slices.Sorted(maps.Keys(l))) {
			return []string{fmt.Sprintf("%s has other keys: %v, then %v", at, slices.Sorted(maps.Keys(f)), last)}
		}
		var out []string
		for key := range f {
			out = append(out, tooEarly(at+"."+key, f[key], l[key])...)
		}
		return out
	case []any:
		l, ok := last.([]any)
		if !ok || len(l) != len(f) {
			return []string{fmt.Sprintf("%s: %v, then %v", at, first, last)}
		}
		var out []string
		for i := range f {
			out = append(out, tooEarly(fmt.Sprintf("%s[%d]", at, i), f[i], l[i])...)
		}
		return out
	}
	if !reflect.DeepEqual(first, last) {
		return []string{fmt.Sprintf("%s: %v, then %v", at, first, last)}
	}
	return nil
}

// In a VPC that does not exist yet every id is unknown, and what matters to for_each is known.
func TestDesignKnowsItsEndpointsBeforeTheirIDs(t *testing.T) {
	t.Parallel()
	for name, inputs := range designScenarios(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			final, problem := call(t, "design", inputs)
			if problem != "" {
				t.Fatal(problem)
			}
			early, problem := call(t, "design", withoutIDs(inputs))
			if problem != "" {
				t.Fatal(problem)
			}
			told, _ := at(t, early, "endpoints").(values)
			last, _ := at(t, final, "endpoints").(values)
			if strings.HasPrefix(name, "S14") {
				return // the ids of tables decide which of them are served already
			}
			if diff := cmp.Diff(slices.Sorted(maps.Keys(last)), slices.Sorted(maps.Keys(told))); diff != "" {
				t.Errorf("keys (-known +unknown ids):\n%s", diff)
			}
			outputs := []string{"cost", "left_on_nat", "private_hosted_zones", "security_group_rules", "steps"}
			if _, groups := inputs["security_group_ids"]; !groups { // SG-02 waits for their ids
				outputs = append(outputs, "findings", "not_checked")
			}
			for _, output := range outputs {
				if diff := cmp.Diff(at(t, final, output), at(t, early, output)); diff != "" && wholly(at(t, final, output)) {
					t.Errorf("%s (-known +unknown ids):\n%s", output, diff)
				}
			}
			for key := range told {
				for _, argument := range []string{"service_name", "vpc_endpoint_type", "private_dns_enabled", "reasons", "route_tables", "subnets"} {
					if diff := cmp.Diff(at(t, last, key, argument), at(t, told, key, argument)); diff != "" {
						t.Errorf("%s.%s (-known +unknown ids):\n%s", key, argument, diff)
					}
				}
			}
		})
	}
}

// withoutIDs hides the ids of an input's network.
func withoutIDs(inputs values) values {
	out := maps.Clone(inputs)
	for _, name := range []string{"subnets", "route_tables"} {
		entries, _ := out[name].(values)
		for key, entry := range entries {
			if _, has := entry.(values)["id"]; has {
				out[name] = hidden(out[name], []string{key, "id"})
			}
		}
	}
	if vpc, given := out["vpc"].(values); given {
		out["vpc"] = hidden(vpc, []string{"id"})
	}
	if _, given := out["security_group_ids"]; given {
		out["security_group_ids"] = []any{unknown}
	}
	return out
}

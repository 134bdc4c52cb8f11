package prove_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
)

// change is a way to write or change a policy, and what it does to what is let through.
type change struct {
	name string
	// change returns the changed statements; false if there is nothing to change.
	change func(t *rapid.T, statements []any) ([]any, bool)
	kind   prove.Kind // what must be proved of the changed policy, with the old one as reference
}

func statementOf(s any) map[string]any { return s.(map[string]any) }

func cloned(s any) map[string]any { return maps.Clone(statementOf(s)) }

func changes() []change {
	split := func(element string) func(*rapid.T, []any) ([]any, bool) {
		return func(_ *rapid.T, statements []any) ([]any, bool) {
			var all []any
			done := false
			for _, s := range statements {
				list, _ := statementOf(s)[element].([]any)
				if len(list) < 2 {
					all = append(all, s)
					continue
				}
				done = true
				for _, item := range list {
					c := cloned(s)
					c[element] = item // a single value is a list of one
					all = append(all, c)
				}
			}
			return all, done
		}
	}
	drop := func(effect, element string) func(*rapid.T, []any) ([]any, bool) {
		return func(_ *rapid.T, statements []any) ([]any, bool) {
			var all []any
			done := false
			for _, s := range statements {
				c := cloned(s)
				if c["Effect"] == effect && c[element] != nil {
					delete(c, element)
					done = true
				}
				all = append(all, c)
			}
			return all, done
		}
	}
	return []change{
		{"nothing", func(_ *rapid.T, s []any) ([]any, bool) { return s, true }, prove.Equivalent},
		{"another order", func(_ *rapid.T, s []any) ([]any, bool) {
			s = slices.Clone(s)
			slices.Reverse(s)
			return s, true
		}, prove.Equivalent},
		{"a statement twice", func(_ *rapid.T, s []any) ([]any, bool) { return append(slices.Clone(s), s[0]), true }, prove.Equivalent},
		{"a statement for each action", split("Action"), prove.Equivalent},
		{"a statement for each resource", split("Resource"), prove.Equivalent},
		{"actions and keys in capitals", func(_ *rapid.T, s []any) ([]any, bool) {
			var all []any
			for _, x := range s {
				c := cloned(x)
				for _, element := range []string{"Action", "NotAction"} {
					if list, ok := c[element].([]any); ok {
						var upper []any
						for _, a := range list {
							upper = append(upper, strings.ToUpper(a.(string)))
						}
						c[element] = upper
					}
				}
				if conditions, ok := c["Condition"].(map[string]any); ok {
					changed := map[string]any{}
					for operator, tests := range conditions {
						keys := map[string]any{}
						for key, values := range tests.(map[string]any) {
							keys[strings.ToUpper(key)] = values
						}
						changed[operator] = keys
					}
					c["Condition"] = changed
				}
				all = append(all, c)
			}
			return all, true
		}, prove.Equivalent},
		{"one more Allow", func(_ *rapid.T, s []any) ([]any, bool) {
			return append(slices.Clone(s), map[string]any{"Effect": "Allow", "Principal": "*", "Action": "s3:List", "Resource": "arn:aws:s3:::b"}), true
		}, prove.LostAccess},
		{"one more Deny", func(_ *rapid.T, s []any) ([]any, bool) {
			return append(slices.Clone(s), map[string]any{"Effect": "Deny", "Principal": "*", "Action": "s3:List", "Resource": "arn:aws:s3:::b"}), true
		}, prove.NoNewAccess},
		{"no conditions on Allow", drop("Allow", "Condition"), prove.LostAccess},
		{"no conditions on Deny", drop("Deny", "Condition"), prove.NoNewAccess},
		{"no Deny", func(_ *rapid.T, s []any) ([]any, bool) {
			kept := slices.DeleteFunc(slices.Clone(s), func(x any) bool { return statementOf(x)["Effect"] == "Deny" })
			return kept, len(kept) > 0
		}, prove.LostAccess},
	}
}

func TestChangesDoWhatTheyMust(t *testing.T) {
	t.Parallel()
	names := slices.Sorted(maps.Keys(worldKeys()))
	rapid.Check(t, func(t *rapid.T) {
		keys := []string{draw(t, "first key", names...), draw(t, "second key", names...)}
		before := drawPolicy(t, keys)
		c := draw(t, "change", changes()...)
		var tree map[string]any
		if err := json.Unmarshal([]byte(before), &tree); err != nil {
			t.Fatal(err)
		}
		statements, done := c.change(t, tree["Statement"].([]any))
		if !done {
			return
		}
		tree["Statement"] = statements
		if !strings.Contains(before, "${") && rapid.Bool().Draw(t, "other version") {
			tree["Version"] = map[string]string{"2012-10-17": "2008-10-17", "2008-10-17": "2012-10-17"}[tree["Version"].(string)]
		}
		after, err := json.Marshal(tree)
		if err != nil {
			t.Fatal(err)
		}
		old, changed := parse.Parse(before).Document, parse.Parse(string(after)).Document
		if old == nil || changed == nil {
			t.Skip("not a policy")
		}
		answer, err := prove.Certify(changed, prove.Question{Kind: c.kind, Reference: old})
		if err != nil {
			t.Skip("not a policy")
		}
		if answer.Verdict != prove.Proved && !strings.Contains(answer.Reason, "more rules") {
			t.Fatalf("%s: %s: %s\n%s\n%s", c.name, answer.Verdict, answer.Explanation, before, after)
		}
		again, _ := prove.Certify(changed, prove.Question{Kind: c.kind, Reference: old})
		if again.Explanation != answer.Explanation || len(again.Certificates) != len(answer.Certificates) {
			t.Fatalf("the same question has another answer: %s, %s", answer.Explanation, again.Explanation)
		}
	})
}

// Two policies are equivalent just if neither lets more through than the other.
func TestEquivalentIsBothWays(t *testing.T) {
	t.Parallel()
	names := slices.Sorted(maps.Keys(worldKeys()))
	rapid.Check(t, func(t *rapid.T) {
		keys := []string{draw(t, "first key", names...), draw(t, "second key", names...)}
		d, ref := parse.Parse(drawPolicy(t, keys)).Document, parse.Parse(drawPolicy(t, keys)).Document
		if d == nil || ref == nil {
			t.Skip("not a policy")
		}
		verdict := func(kind prove.Kind) prove.Verdict {
			a, err := prove.Ask(d, prove.Question{Kind: kind, Reference: ref})
			if err != nil {
				t.Skip("not a policy")
			}
			return a.Verdict
		}
		more, less, same := verdict(prove.NoNewAccess), verdict(prove.LostAccess), verdict(prove.Equivalent)
		if (more == prove.Proved && less == prove.Proved) != (same == prove.Proved) ||
			(more == prove.Counterexample || less == prove.Counterexample) != (same == prove.Counterexample) {
			t.Fatalf("no new access %s, no lost access %s, equivalent %s", more, less, same)
		}
	})
}

package tree_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

func parse(t *testing.T, text string) tree.Value {
	t.Helper()
	v, err := tree.FromJSON([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestThreeStatesOfEachMember(t *testing.T) {
	t.Parallel()
	v := parse(t, `{"a": "x", "empty": "", "null": null, "later": "(known after apply)", "n": 3, "half": 0.5, "yes": true, "list": ["x", "(known after apply)"]}`)
	for name, want := range map[string]string{"a": "given", "empty": "absent", "null": "absent", "missing": "absent", "later": "unknown", "n": "absent"} {
		text := v.Text(name)
		got := map[bool]string{text.IsGiven(): "given", text.IsAbsent(): "absent", text.IsUnknown(): "unknown"}[true]
		if got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
	if n, given := v.Whole("n").Get(); !given || n != 3 {
		t.Errorf("n is %d, %v", n, given)
	}
	if v.Whole("half").IsGiven() || !v.At("half").AsNumber().IsGiven() {
		t.Error("a number with a fraction is taken for a whole one")
	}
	if !v.Flag("yes").Or(false) || !v.Flag("later").IsUnknown() || !v.Whole("later").IsUnknown() {
		t.Error("flags and numbers lose their state")
	}
	list := v.Texts("list").Or(nil)
	if len(list) != 2 || list[0].Or("") != "x" || !list[1].IsUnknown() {
		t.Errorf("list is %v", list)
	}
}

// Of what is not known yet, nothing inside is; of what is not there, everything is absent.
func TestMembersOfWhatIsNotThere(t *testing.T) {
	t.Parallel()
	if got := tree.NotKnown().At("a").At("b").Kind(); got != tree.Unknown {
		t.Errorf("inside an unknown value is %v", got)
	}
	var null tree.Value
	if null.At("a").Given() || null.Members() != nil || null.Elements() != nil {
		t.Error("there is something inside null")
	}
	if !tree.Members(tree.NotKnown(), tree.Value.AsText).IsUnknown() || !tree.Members(null, tree.Value.AsText).IsAbsent() {
		t.Error("a map loses its state")
	}
}

func TestKnownLooksIntoEverything(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		`{"a": [{"b": "x"}]}`:                         true,
		`{"a": [{"b": "(known after apply)"}]}`:       false,
		`{"a": {"b": [null, "(known after apply)"]}}`: false,
		`null`: true,
	} {
		if got := parse(t, text).Known(); got != want {
			t.Errorf("%s: known %v, want %v", text, got, want)
		}
	}
}

func TestJSONThatIsNone(t *testing.T) {
	t.Parallel()
	for _, text := range []string{``, `{`, `{} {}`, `nul`} {
		if v, err := tree.FromJSON([]byte(text)); err == nil {
			t.Errorf("%q is %v", text, v)
		}
	}
	if diff := cmp.Diff(tree.Map, parse(t, `{}`).Kind()); diff != "" {
		t.Error(diff)
	}
}

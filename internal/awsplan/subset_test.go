package awsplan_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vpce-tools/terraform-provider-vpce/internal/awsplan"
)

func decode(t *testing.T, text string) any {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		t.Fatal(err)
	}
	return value
}

func TestMissing(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		want, got string
		lines     []string
	}{
		"equal values are right":                   {want: `{"a": [1, "x", true, null]}`, got: `{"a": [1, "x", true, null]}`},
		"an object may hold more":                  {want: `{"a": 1}`, got: `{"a": 1, "b": 2}`},
		"nothing asked is nothing missing":         {want: `{}`, got: `{"a": 1}`},
		"a key that is missing is named":           {want: `{"a": 1}`, got: `{"b": 2}`, lines: []string{`x["a"]: missing, or not known in the plan; there are ["b"]`}},
		"another value is shown beside":            {want: `{"a": {"b": "c"}}`, got: `{"a": {"b": "d"}}`, lines: []string{`x["a"]["b"]: want "c", got "d"`}},
		"a list that is longer is wrong":           {want: `["a"]`, got: `["a", "b"]`, lines: []string{`x: want []interface {}{"a"}, got []interface {}{"a", "b"}`}},
		"a list in another order is wrong":         {want: `["a", "b"]`, got: `["b", "a"]`, lines: []string{`x[0]: want "a", got "b"`, `x[1]: want "b", got "a"`}},
		"a list where text was asked is wrong":     {want: `"a"`, got: `["a"]`, lines: []string{`x: want "a", got []interface {}{"a"}`}},
		"text where an object was asked is wrong":  {want: `{"a": 1}`, got: `"a"`, lines: []string{`x: want map[string]interface {}{"a":"1"}, got "a"`}},
		"null is not false":                        {want: `false`, got: `null`, lines: []string{`x: want false, got <nil>`}},
		"a number is compared digit by digit":      {want: `0.1`, got: `0.10000000000000001`, lines: []string{`x: want "0.1", got "0.10000000000000001"`}},
		"every fault is reported, in sorted order": {want: `{"b": 1, "a": 2}`, got: `{"a": 1, "b": 2}`, lines: []string{`x["a"]: want "2", got "1"`, `x["b"]: want "1", got "2"`}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := awsplan.Missing("x", decode(t, test.want), decode(t, test.got))
			if diff := cmp.Diff(test.lines, got); diff != "" {
				t.Errorf("lines (-want +got):\n%s", diff)
			}
		})
	}
}

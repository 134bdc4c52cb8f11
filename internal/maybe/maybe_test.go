package maybe_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
)

// seen is everything a value says about itself.
type seen struct {
	Value                           string
	Got                             bool
	Or                              string
	Known, Given, Absent, IsUnknown bool
}

func see(v maybe.Value[string]) seen {
	value, got := v.Get()
	return seen{
		Value: value, Got: got, Or: v.Or("fallback"),
		Known: v.Known(), Given: v.IsGiven(), Absent: v.IsAbsent(), IsUnknown: v.IsUnknown(),
	}
}

func TestValueTellsItsStatesApart(t *testing.T) {
	t.Parallel()
	var zero maybe.Value[string]
	cases := map[string]struct {
		value maybe.Value[string]
		want  seen
	}{
		"a given value is what it was made of": {
			value: maybe.Of("x"),
			want:  seen{Value: "x", Got: true, Or: "x", Known: true, Given: true},
		},
		"an empty value is given too": {
			value: maybe.Of(""),
			want:  seen{Got: true, Known: true, Given: true},
		},
		"an absent value is known not to be there": {
			value: maybe.Absent[string](),
			want:  seen{Or: "fallback", Known: true, Absent: true},
		},
		"the zero value is absent": {
			value: zero,
			want:  seen{Or: "fallback", Known: true, Absent: true},
		},
		"an unknown value is neither given nor absent": {
			value: maybe.Unknown[string](),
			want:  seen{Or: "fallback", IsUnknown: true},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, see(c.value)); diff != "" {
				t.Errorf("value (-want +got):\n%s", diff)
			}
		})
	}
}

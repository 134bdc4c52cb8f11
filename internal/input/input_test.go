package input_test

import (
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
)

func TestPathsReadAsInAConfiguration(t *testing.T) {
	t.Parallel()
	for want, path := range map[string]input.Path{
		"services[1]": input.At("services").Index(1),
		`endpoints["s3/gateway"].route_table_ids`: input.At("endpoints").Key("s3/gateway").Attribute("route_table_ids"),
		`workloads["ecr_pull"]["logs"]`:           input.At("workloads").Key("ecr_pull").Element("logs"),
		"":                                        nil,
	} {
		if got := path.String(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// TestPathsDoNotShareTheirEnds holds that two paths from one beginning stay apart.
func TestPathsDoNotShareTheirEnds(t *testing.T) {
	t.Parallel()
	root := input.At("subnets").Key("a").Attribute("x").Attribute("y")
	first, second := root.Key("1"), root.Key("2")
	if first.String() != `subnets["a"].x.y["1"]` || second.String() != `subnets["a"].x.y["2"]` {
		t.Errorf("got %s and %s", first, second)
	}
}

func TestErrorsSayWhereAndWhat(t *testing.T) {
	t.Parallel()
	var errs input.Errors
	errs.Add(input.At("region"), "%q is not a Region.", "moon")
	if got := errs[0].Error(); got != `region: "moon" is not a Region.` {
		t.Errorf("got %s", got)
	}
}

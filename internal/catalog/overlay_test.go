package catalog_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
)

// TestOverlaysLeaveTheCatalogueAlone holds that neither a good nor a refused overlay writes
// into the lists, maps and flags it shares with the catalogue below.
func TestOverlaysLeaveTheCatalogueAlone(t *testing.T) {
	t.Parallel()
	c := embedded(t)
	dump := func() string {
		s, _ := c.Service("s3")
		r, _ := c.Region("us-east-1")
		w, _ := c.Workload("ecr_pull")
		text, err := json.Marshal([]any{s, r, w})
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	before := dump()
	for i, service := range []string{
		`{"types": ["Interface", "Interface"], "companions": ["nothing"]}`,
		`{"types": ["Interface"], "by_type": {"Interface": {"ipv6": false}}, "policy_supported": false, "sources": [], "private_dns": ["a", "b"]}`,
		`{"by_type": {"Gateway": {"name_overrides": {"us-east-1": "x"}}}, "evidence": {"name": ["x"]}}`,
	} {
		_, problems := c.With(catalog.Overlay{
			Source:    fmt.Sprint("test", i),
			Services:  map[string]json.RawMessage{"s3": json.RawMessage(service)},
			Regions:   map[string]json.RawMessage{"us-east-1": json.RawMessage(`{"az_ids": ["x", "y"], "cross_region_unsupported_az_ids": ["z"]}`)},
			Workloads: map[string]json.RawMessage{"ecr_pull": json.RawMessage(`{"required": ["sqs"], "optional": [{"key": "sns", "when": "x"}]}`)},
		})
		if i == 0 && len(problems) == 0 {
			t.Error("a dead link was taken")
		}
		if after := dump(); after != before {
			t.Fatalf("overlay %d wrote into the catalogue: %s", i, cmp.Diff(before, after))
		}
	}
}

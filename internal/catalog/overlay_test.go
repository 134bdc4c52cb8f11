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

// TestOverlayOfOneTypeKeepsWhatItDoesNotName holds by_type to the rule of all entries: only
// the fields that the overlay names change.
func TestOverlayOfOneTypeKeepsWhatItDoesNotName(t *testing.T) {
	t.Parallel()
	c := embedded(t)
	for _, key := range []string{"s3", "sqs", "ecr.api"} {
		next, problems := c.With(catalog.Overlay{Services: map[string]json.RawMessage{
			key: json.RawMessage(`{"by_type": {"Interface": {"policy_supported": false}}}`),
		}})
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		for _, region := range []string{"ap-northeast-2", "cn-north-1"} {
			want, _ := c.Offer(key, region, catalog.Interface)
			got, _ := next.Offer(key, region, catalog.Interface)
			if got.PolicySupported == nil || *got.PolicySupported {
				t.Errorf("%s in %s: the overlay did not change policy_supported", key, region)
			}
			got.PolicySupported = want.PolicySupported
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s in %s: other facts changed (-want +got):\n%s", key, region, diff)
			}
		}
	}
}

package dependency

import (
	"slices"
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
)

func TestLaunchedRegionsAreKnownAndToldOnce(t *testing.T) {
	t.Parallel()
	facts, err := catalog.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	all := slices.Concat(newRegions(), oldRegions())
	for _, code := range all {
		if _, known := facts.Region(code); !known {
			t.Errorf("%s is no Region of the facts", code)
		}
	}
	slices.Sort(all)
	if len(slices.Compact(slices.Clone(all))) != len(all) {
		t.Errorf("a Region is both old and new: %v", all)
	}
}

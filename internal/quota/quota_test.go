package quota_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/quota"
)

func TestNamesAreSortedAndUnique(t *testing.T) {
	t.Parallel()
	if names := quota.Names(); !slices.IsSorted(names) || len(slices.Compact(slices.Clone(names))) != len(names) {
		t.Error(names)
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	var errs input.Errors
	quota.Check("quotas", map[string]int64{"gateways": 1, quota.GatewaysPerVPC: -1, quota.GatewaysPerRegion: 50}, &errs)
	if len(errs) != 2 || !strings.HasPrefix(errs[0].Error(), `quotas["gateway_endpoints_per_vpc"]: -1`) || !strings.HasPrefix(errs[1].Error(), `quotas["gateways"]: "gateways" is not a quota`) {
		t.Error(errs)
	}
}

func TestEveryQuotaHasADefault(t *testing.T) {
	t.Parallel()
	for _, name := range quota.Names() {
		if limit, used := quota.Limit(name, nil, nil); limit <= 0 || used != 0 {
			t.Errorf("%s: %d, %d used", name, limit, used)
		}
	}
	if limit := quota.Default("gateways"); limit != 0 {
		t.Errorf("a name that no quota has has the default %d", limit)
	}
}

func TestLimitIsWhatWasRaised(t *testing.T) {
	t.Parallel()
	limit, used := quota.Limit(quota.GatewaysPerRegion, map[string]int64{quota.GatewaysPerRegion: 50}, map[string]int64{quota.GatewaysPerRegion: 7})
	if limit != 50 || used != 7 {
		t.Errorf("%d, %d used", limit, used)
	}
}

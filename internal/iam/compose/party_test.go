package compose_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/compose"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
)

// TestMembersNeedNoStatement holds that accounts of a trusted organization, where they are
// known, add no statement that makes no difference.
func TestMembersNeedNoStatement(t *testing.T) {
	t.Parallel()
	in := usable(t)
	in.Trusted.Accounts = []string{"111122223333"}
	strangers := composed(t, in)
	in.Trusted.Members = map[string][]string{corp: {"111122223333", "444455556666"}}
	members := composed(t, in)
	if len(strangers.Statements) != 4 || len(members.Statements) >= 4 {
		t.Errorf("%d statements, and %d of members", len(strangers.Statements), len(members.Statements))
	}
	for _, v := range members.Verdicts {
		if f := v.Final(); f.Verdict != prove.Proved && v.Kind != prove.NothingAllowed {
			t.Errorf("%s: %s", v.Kind, f.Explanation)
		}
	}
}

// TestPathsInOneForm holds that the ways to write a path mean the same.
func TestPathsInOneForm(t *testing.T) {
	t.Parallel()
	texts := map[string]bool{}
	for _, path := range []string{"/r-ab12", "/r-ab12/", "/r-ab12/*"} {
		in := usable(t)
		in.Trusted = prove.Trusted{Paths: []string{corp + path, corp + "/r-ab12/ou-ab12-11111111/"}}
		texts[composed(t, in).JSON] = true
	}
	if len(texts) != 1 {
		t.Errorf("%v", texts)
	}
	in := usable(t)
	alone := composed(t, in).JSON
	in.Trusted.Paths = []string{corp + "/r-ab12/"}
	if got := composed(t, in).JSON; got != alone {
		t.Errorf("a path of a trusted organization is kept: %s", got)
	}
}

// TestActionsThatAreNotKnown holds that what cannot be listed is told.
func TestActionsThatAreNotKnown(t *testing.T) {
	t.Parallel()
	in := usable(t)
	in.Services = []compose.Service{{Key: "glacier", Prefixes: []string{"glacier"}}}
	in.Resources = []string{"arn:aws:glacier:ap-northeast-2:111122223333:vaults/x"}
	d := composed(t, in)
	told := slices.ContainsFunc(d.Refused, func(r compose.Refusal) bool { return slices.Equal(r.Actions, []string{"glacier:*"}) })
	if !told || len(d.Statements) != 1 || !strings.Contains(d.JSON, `"Action":"glacier:*"`) {
		t.Errorf("%+v in %s", d.Refused, d.JSON)
	}
}

package compose

import (
	"regexp"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
)

// party is one way to be trusted, as a caller or as an owner. Several are alternatives, and
// tests of one statement must all hold, so each takes a statement of its own.
type party struct {
	// word is its part of a Sid, text its part of a sentence.
	word, text string
	// tests are empty for everybody.
	tests []test
}

// test is one test of a condition.
type test struct {
	operator, key string
	values        []string
}

// anyone is everybody, unsigned requests included, and whoever owns a resource.
var anyone = party{word: "Anyone", text: "anybody"}

// awsServices are calls that AWS services make by themselves, which belong to no account.
// Their statement is one of AWS's examples.
var awsServices = party{
	word: "Service", text: "AWS services that call by themselves",
	tests: []test{{"Bool", "aws:PrincipalIsAWSService", []string{"true"}}},
}

// parties are the trusted by the keys that show them: aws:PrincipalOrgID, aws:ResourceOrgID.
// If nobody is trusted it is anyone.
func parties(t prove.Trusted, whose string) []party {
	var all []party
	add := func(word, one, many, operator, key string, values []string) {
		if len(values) == 0 {
			return
		}
		text := one + " " + values[0]
		if len(values) > 1 {
			text = many + " " + strings.Join(values, ", ")
		}
		all = append(all, party{word, text, []test{{operator, "aws:" + whose + key, values}}})
	}
	add("Organization", "organization", "organizations", "StringEquals", "OrgID", t.Organizations)
	add("Account", "account", "accounts", "StringEquals", "Account", t.Accounts)
	// The key has several values in a request, so it needs a set operator.
	add("Path", "path", "paths", "ForAnyValue:StringLike", "OrgPaths", t.Paths)
	if len(all) == 0 {
		return []party{anyone}
	}
	return all
}

// owner is a single account as owner.
func owner(account string) party {
	return party{"Account", "account " + account, []test{{"StringEquals", "aws:ResourceAccount", []string{account}}}}
}

var (
	organizationID   = regexp.MustCompile(`^o-[a-z0-9]{10,32}$`)
	organizationPath = regexp.MustCompile(`^(o-[a-z0-9]{10,32})(/r-[a-z0-9]{4,32}(/ou-[a-z0-9]{4,32}-[a-z0-9]{8,32})*)?(/\*?)?$`)
)

// readTrusted checks who is trusted and brings it into one form: sorted, once each, paths
// with everything below them, and none that an organization already covers.
func readTrusted(t prove.Trusted, faults *Faults) prove.Trusted {
	read := prove.Trusted{Organizations: sorted(t.Organizations), Accounts: sorted(t.Accounts), Members: t.Members}
	for i, id := range t.Organizations {
		if !organizationID.MatchString(id) {
			faults.add(Organizations, i, "%s is not the id of an organization, such as o-a1b2c3d4e5.", quote(id))
		}
	}
	for i, id := range t.Accounts {
		if !match.IsAccount(id) {
			faults.add(Accounts, i, "%s is not the id of an account, which has twelve digits.", quote(id))
		}
	}
	for i, path := range t.Paths {
		found := organizationPath.FindStringSubmatch(path)
		if found == nil {
			faults.add(Paths, i, "%s is not a path of an organization, such as o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*.", quote(path))
			continue
		}
		if !slices.Contains(read.Organizations, found[1]) {
			read.Paths = append(read.Paths, strings.TrimRight(path, "/*")+"/*")
		}
	}
	read.Paths = highest(sorted(read.Paths))
	if len(t.Organizations)+len(t.Accounts)+len(t.Paths) == 0 && len(t.Members) > 0 {
		faults.add(Trusted, whole, "Accounts of organizations are listed, and nobody is named as trusted; name the organizations or accounts.")
	}
	return read
}

// highest leaves out paths that lie below others.
func highest(paths []string) []string {
	return slices.DeleteFunc(slices.Clone(paths), func(path string) bool {
		return slices.ContainsFunc(paths, func(above string) bool {
			return above != path && strings.HasPrefix(path, strings.TrimSuffix(above, "*"))
		})
	})
}

// sorted returns each text once, in order; nil for none.
func sorted(texts []string) []string { return slices.Compact(slices.Sorted(slices.Values(texts))) }

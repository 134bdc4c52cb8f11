package plan

import (
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

// Policies is what the caller says about endpoint policies.
type Policies struct {
	// Documents are policies besides those of the endpoints, References those to compare with,
	// both by the key of an endpoint or a key of their own.
	Documents, References maybe.Value[map[string]Text]
	// Trusted says who is not outside.
	Trusted maybe.Value[Trusted]
	// Resources are ARN patterns that may be reached besides those of the trusted.
	Resources Texts
	// AWSOwned are ARN patterns of AWS that may be reached; absent means those that the
	// services and workloads need.
	AWSOwned maybe.Value[[]string]
	// Required is access that must be let through, by the caller's own name.
	Required maybe.Value[map[string]Access]
	// AllowAnonymous says whether unsigned requests may pass, AllowServices that calls of AWS
	// services by themselves may.
	AllowAnonymous, AllowServices Flag
	// Assumptions switches facts of the prover off, by name.
	Assumptions map[string]bool
}

// Trusted says which principals and owners of resources are trusted.
type Trusted struct {
	Organizations, Accounts, Paths []string
	// Members are all accounts of an organisation.
	Members map[string][]string
}

// Access is a set of requests; an empty list leaves its part open.
type Access struct {
	Actions, Resources, Principals []string
	Context                        map[string][]string
}

// PolicyNames are the inputs that only policies need, sorted.
func PolicyNames() []string {
	return []string{
		"allow_anonymous", "allow_aws_service_principals", "assumptions", "aws_owned_resources", "policies",
		"reference_policies", "required", "resources", "trusted",
	}
}

// policies reads what the caller says about policies.
func (r *reader) policies() {
	in := r.in
	r.Policies = Policies{
		Documents: tree.Members(in.At("policies"), tree.Value.AsText), References: tree.Members(in.At("reference_policies"), tree.Value.AsText),
		Resources: in.Texts("resources"), AllowAnonymous: in.Flag("allow_anonymous"), AllowServices: in.Flag("allow_aws_service_principals"),
		Trusted: ReadTrusted(in.At("trusted"), input.At("trusted"), &r.errs),
	}
	r.Policies.Required = ReadAccess(in.At("required"), input.At("required"), &r.errs)
	r.Policies.AWSOwned = awsOwned(in.At("aws_owned_resources"), &r.errs)
	r.Policies.Assumptions = ReadSwitches(in.At("assumptions"))
}

// awsOwned reads a word, auto or none, or a list of ARN patterns.
func awsOwned(v tree.Value, errs *input.Errors) maybe.Value[[]string] {
	switch v.Kind() {
	case tree.Unknown:
		return maybe.Unknown[[]string]()
	case tree.String:
		switch word := v.AsText().Or(""); word {
		case "auto":
			return maybe.Absent[[]string]()
		case "none":
			return maybe.Of([]string{})
		default:
			errs.Add(input.At("aws_owned_resources"), "%q is neither auto nor none, and a list of ARN patterns is written in brackets.", word)
		}
	case tree.List:
		return given(v)
	}
	return maybe.Absent[[]string]()
}

// given reads a list of texts that is known as a whole.
func given(v tree.Value) maybe.Value[[]string] {
	if !v.Known() {
		return maybe.Unknown[[]string]()
	}
	if v.Kind() == tree.Null {
		return maybe.Absent[[]string]()
	}
	out := []string{}
	for _, text := range v.AsTexts().Or(nil) {
		if word, ok := text.Get(); ok {
			out = append(out, word)
		}
	}
	return maybe.Of(out)
}

// ReadTrusted reads one of our own option objects: who is trusted.
func ReadTrusted(v tree.Value, at input.Path, errs *input.Errors) maybe.Value[Trusted] {
	only(v, at, errs, "organization_ids", "account_ids", "organization_paths", "accounts_by_organization")
	if !v.Known() {
		return maybe.Unknown[Trusted]()
	}
	if v.Kind() != tree.Map {
		return maybe.Absent[Trusted]()
	}
	r := &reader{}
	t := Trusted{
		Organizations: given(v.At("organization_ids")).Or(nil), Accounts: given(v.At("account_ids")).Or(nil),
		Paths: given(v.At("organization_paths")).Or(nil), Members: map[string][]string{},
	}
	for _, id := range t.Accounts {
		r.account(at.Attribute("account_ids").Element(id), maybe.Of(id))
	}
	for _, id := range t.Organizations {
		r.organization(at.Attribute("organization_ids").Element(id), maybe.Of(id))
	}
	for _, path := range t.Paths {
		if !strings.HasPrefix(path, "o-") {
			r.errs.Add(at.Attribute("organization_paths").Element(path), "%q is not a path of an organisation, such as o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/.", path)
		}
	}
	members := v.At("accounts_by_organization")
	for _, organization := range sortedKeys(members.Members()) {
		r.organization(at.Attribute("accounts_by_organization").Key(organization), maybe.Of(organization))
		for _, id := range given(members.At(organization)).Or(nil) {
			r.account(at.Attribute("accounts_by_organization").Key(organization).Element(id), maybe.Of(id))
			t.Members[organization] = append(t.Members[organization], id)
		}
	}
	*errs = append(*errs, r.errs...)
	if len(t.Organizations)+len(t.Accounts)+len(t.Paths)+len(t.Members) == 0 {
		errs.Add(at, "Nobody is named in it; give organization_ids, account_ids or organization_paths, or leave it out.")
	}
	return maybe.Of(t)
}

// ReadAccess reads a map of our own option objects: sets of requests.
func ReadAccess(v tree.Value, at input.Path, errs *input.Errors) maybe.Value[map[string]Access] {
	if v.Kind() == tree.Unknown {
		return maybe.Unknown[map[string]Access]()
	}
	if !expect(v, at, errs, tree.Map) || v.Kind() == tree.Null {
		return maybe.Absent[map[string]Access]()
	}
	out := map[string]Access{}
	for _, name := range sortedKeys(v.Members()) {
		entry, here := v.At(name), at.Key(name)
		only(entry, here, errs, "actions", "resources", "principals", "context")
		if !entry.Known() {
			return maybe.Unknown[map[string]Access]()
		}
		access := Access{
			Actions: given(entry.At("actions")).Or(nil), Resources: given(entry.At("resources")).Or(nil),
			Principals: given(entry.At("principals")).Or(nil), Context: map[string][]string{},
		}
		for _, key := range sortedKeys(entry.At("context").Members()) {
			value := entry.At("context").At(key)
			if text, single := value.AsText().Get(); single {
				access.Context[key] = []string{text}
			} else {
				access.Context[key] = given(value).Or(nil)
			}
		}
		out[name] = access
	}
	return maybe.Of(out)
}

// ReadSwitches reads a map of bools.
func ReadSwitches(v tree.Value) map[string]bool {
	out := map[string]bool{}
	for _, name := range sortedKeys(v.Members()) {
		if on, known := v.Flag(name).Get(); known {
			out[name] = on
		}
	}
	return out
}

package plan

import (
	"slices"
	"strconv"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
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
	Assumptions maybe.Value[map[string]bool]
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
	for _, name := range []string{"policies", "reference_policies"} {
		Expect(in.At(name), input.At(name), &r.errs, tree.Map)
		for _, key := range sortedKeys(in.At(name).Members()) {
			Expect(in.At(name).At(key), input.At(name).Key(key), &r.errs, tree.String)
		}
	}
	Expect(in.At("resources"), input.At("resources"), &r.errs, tree.List)
	for _, arn := range in.Texts("resources").Or(nil) {
		if text, known := arn.Get(); known {
			checkARN(text, input.At("resources").Element(text), &r.errs)
		}
	}
	for _, name := range []string{"allow_anonymous", "allow_aws_service_principals"} {
		Expect(in.At(name), input.At(name), &r.errs, tree.Bool)
	}
	r.Policies = Policies{
		Documents: tree.Members(in.At("policies"), tree.Value.AsText), References: tree.Members(in.At("reference_policies"), tree.Value.AsText),
		Resources: in.Texts("resources"), AllowAnonymous: in.Flag("allow_anonymous"), AllowServices: in.Flag("allow_aws_service_principals"),
		Trusted: ReadTrusted(in.At("trusted"), input.At("trusted"), &r.errs),
	}
	r.Policies.Required = ReadAccess(in.At("required"), input.At("required"), &r.errs)
	r.Policies.AWSOwned = awsOwned(in.At("aws_owned_resources"), &r.errs)
	r.Policies.Assumptions = ReadAssumptions(in.At("assumptions"), input.At("assumptions"), &r.errs)
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
		list := given(v, input.At("aws_owned_resources"), errs)
		checkARNs(list.Or(nil), input.At("aws_owned_resources"), errs)
		return list
	case tree.Null:
	default:
		errs.Add(input.At("aws_owned_resources"), "This is %s; auto, none or a list of ARN patterns is needed.", kinds(v.Kind()))
	}
	return maybe.Absent[[]string]()
}

// checkARNs refuses what is no pattern of ARNs: it would match nothing, without a word.
func checkARNs(list []string, at input.Path, errs *input.Errors) {
	for i, arn := range list {
		checkARN(arn, at.Index(i), errs)
	}
}

func checkARN(arn string, at input.Path, errs *input.Errors) {
	if arn != "*" && !strings.HasPrefix(arn, "arn:") {
		errs.Add(at, "%q is not an ARN; write one such as arn:aws:s3:::example-bucket/*, with * for any text, or * alone.", arn)
	}
}

// given reads a list of texts that is known as a whole. Anything else in its place is an
// error: a list that were dropped would leave open what it was to close.
func given(v tree.Value, at input.Path, errs *input.Errors) maybe.Value[[]string] {
	if !Expect(v, at, errs, tree.List) || v.Kind() == tree.Null {
		return maybe.Absent[[]string]()
	}
	out := []string{}
	for i, element := range v.Elements() {
		if word, ok := element.AsText().Get(); ok {
			out = append(out, word)
		} else if element.Known() {
			errs.Add(at.Index(i), "A list of texts is needed, and this element is %s.", emptyOr(element))
		}
	}
	if !v.Known() {
		return maybe.Unknown[[]string]()
	}
	return maybe.Of(out)
}

// ReadTexts reads a list of texts of one of our own option objects.
func ReadTexts(v tree.Value, at input.Path, errs *input.Errors) []string {
	return given(v, at, errs).Or(nil)
}

// emptyOr names what stands in the place of a text.
func emptyOr(v tree.Value) string {
	if v.Kind() == tree.String {
		return "empty"
	}
	return kinds(v.Kind())
}

// ReadTrusted reads one of our own option objects: who is trusted.
func ReadTrusted(v tree.Value, at input.Path, errs *input.Errors) maybe.Value[Trusted] {
	Only(v, at, errs, "organization_ids", "account_ids", "organization_paths", "accounts_by_organization")
	if v.Kind() == tree.Unknown {
		return maybe.Unknown[Trusted]()
	}
	if v.Kind() != tree.Map {
		return maybe.Absent[Trusted]()
	}
	r := &reader{}
	list := func(name string) []string { return given(v.At(name), at.Attribute(name), &r.errs).Or(nil) }
	t := Trusted{
		Organizations: list("organization_ids"), Accounts: list("account_ids"), Paths: list("organization_paths"), Members: map[string][]string{},
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
	members, below := v.At("accounts_by_organization"), at.Attribute("accounts_by_organization")
	Expect(members, below, &r.errs, tree.Map)
	for _, organization := range sortedKeys(members.Members()) {
		r.organization(below.Key(organization), maybe.Of(organization))
		for _, id := range given(members.At(organization), below.Key(organization), &r.errs).Or(nil) {
			r.account(below.Key(organization).Element(id), maybe.Of(id))
			t.Members[organization] = append(t.Members[organization], id)
		}
	}
	if v.Known() && len(r.errs) == 0 && len(t.Organizations)+len(t.Accounts)+len(t.Paths)+len(t.Members) == 0 {
		r.errs.Add(at, "Nobody is named in it; give organization_ids, account_ids or organization_paths, or leave it out.")
	}
	*errs = append(*errs, r.errs...)
	if !v.Known() {
		return maybe.Unknown[Trusted]()
	}
	return maybe.Of(t)
}

// ReadAccess reads a map of our own option objects: sets of requests.
func ReadAccess(v tree.Value, at input.Path, errs *input.Errors) maybe.Value[map[string]Access] {
	if v.Kind() == tree.Unknown {
		return maybe.Unknown[map[string]Access]()
	}
	if !Expect(v, at, errs, tree.Map) || v.Kind() == tree.Null {
		return maybe.Absent[map[string]Access]()
	}
	out := map[string]Access{}
	for _, name := range sortedKeys(v.Members()) {
		out[name] = readAccess(v.At(name), at.Key(name), errs)
	}
	if !v.Known() {
		return maybe.Unknown[map[string]Access]()
	}
	return maybe.Of(out)
}

func readAccess(v tree.Value, at input.Path, errs *input.Errors) Access {
	if v.Kind() == tree.Null {
		errs.Add(at, "This entry is null, which says nothing about it. Leave it out, or give it a value.")
	}
	Only(v, at, errs, "actions", "resources", "principals", "context")
	list := func(name string) []string { return given(v.At(name), at.Attribute(name), errs).Or(nil) }
	a := Access{Actions: list("actions"), Resources: list("resources"), Principals: list("principals"), Context: map[string][]string{}}
	for i, action := range a.Actions {
		if action != "*" && !strings.Contains(action, ":") {
			errs.Add(at.Attribute("actions").Index(i), "%q is not an action; write service and action, such as s3:GetObject, with * for any text.", action)
		}
	}
	checkARNs(a.Resources, at.Attribute("resources"), errs)
	for i, word := range a.Principals {
		if _, err := match.NewCaller(word); err != nil && word != "*" && word != "trusted" && !match.IsAccount(word) {
			errs.Add(at.Attribute("principals").Index(i), "%q is neither an ARN of a caller, an account id, the name of a service, anonymous, trusted nor *.", word)
		}
	}
	context := v.At("context")
	Expect(context, at.Attribute("context"), errs, tree.Map)
	for _, key := range sortedKeys(context.Members()) {
		values := context.At(key).Elements()
		if context.At(key).Kind() != tree.List {
			values = []tree.Value{context.At(key)}
		}
		here := at.Attribute("context").Key(key)
		if len(values) == 0 {
			errs.Add(here, "The list is empty, so no request has such a value. Leave the key out, or give it a value.")
		}
		for _, value := range values {
			text, ok := scalar(value)
			if !ok && value.Known() {
				errs.Add(here, "A text, a number, a bool or a list of them is needed, and this is %s.", kinds(value.Kind()))
			}
			a.Context[key] = append(a.Context[key], text)
		}
	}
	return a
}

// scalar is the text of a text, a number or a bool, as a condition key has it.
func scalar(v tree.Value) (string, bool) {
	if text, is := v.RawText(); is {
		return text, true
	}
	if flag, is := v.AsFlag().Get(); is {
		return strconv.FormatBool(flag), true
	}
	if number, is := v.AsNumber().Get(); is {
		return number.Text('f', -1), true
	}
	return "", false
}

// ReadAssumptions reads which facts of the prover are switched off.
func ReadAssumptions(v tree.Value, at input.Path, errs *input.Errors) maybe.Value[map[string]bool] {
	if !Expect(v, at, errs, tree.Map) || v.Kind() == tree.Null {
		return maybe.Absent[map[string]bool]()
	}
	var names []string
	for _, fact := range prove.Facts() {
		names = append(names, fact.Name)
	}
	out := map[string]bool{}
	for _, name := range sortedKeys(v.Members()) {
		switch on := v.At(name); {
		case !slices.Contains(names, name):
			errs.Add(at.Key(name), "%q is not a fact on which proofs rest%s Those are %s.", name, meant(name, names), strings.Join(names, ", "))
		case on.Kind() == tree.Null:
			errs.Add(at.Key(name), "This entry is null, which says nothing about it. Leave it out, or give it a value.")
		case Expect(on, at.Key(name), errs, tree.Bool):
			out[name] = on.AsFlag().Or(false)
		}
	}
	if !v.Known() {
		return maybe.Unknown[map[string]bool]()
	}
	return maybe.Of(out)
}

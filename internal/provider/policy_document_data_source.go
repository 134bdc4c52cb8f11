package provider

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/compose"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/lint"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/owned"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/vocabulary"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

var _ datasource.DataSourceWithConfigure = (*policyDocumentDataSource)(nil)

type policyDocumentDataSource struct{ configured }

func newPolicyDocumentDataSource() datasource.DataSource { return &policyDocumentDataSource{} }

func (d *policyDocumentDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_policy_document"
}

func (d *policyDocumentDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := map[string]schema.Attribute{
		"services": schema.ListAttribute{
			Required: true, ElementType: types.StringType, Validators: []validator.List{listvalidator.SizeAtLeast(1), noNullElements{}},
			MarkdownDescription: "Services of the endpoints that get the policy, usually one. Each is " + serviceDocs + ". Only their actions are allowed. " +
				"A service whose endpoints take no policy is an error, as are services of several Regions.",
		},
		"region": schema.StringAttribute{Optional: true, MarkdownDescription: regionDocs + " With `@<region>` behind the services, theirs."},
		"vpc_endpoint_type": schema.StringAttribute{
			Optional: true, Validators: []validator.String{stringvalidator.OneOf(string(catalog.Gateway), string(catalog.Interface))},
			MarkdownDescription: "`Gateway` or `Interface`: the type for which it is proved what the policy does. Null: both. The policy is written in a form that holds for both.",
		},
		"trusted": schema.DynamicAttribute{
			Optional: true,
			MarkdownDescription: "Who may use the endpoint, and whose resources may be reached: an object of `organization_ids`, `account_ids`, `organization_paths` (what lies below is trusted too) and " +
				"`accounts_by_organization` (map from organisation to all its accounts, if they are known; it adds nobody and helps the proofs). Any other name is an error. " +
				"Null: no condition is put on callers and owners, so that `resources` and `targets` alone narrow the policy, and nothing is proved about outsiders.",
		},
		"resources": schema.SetAttribute{
			Optional: true, ElementType: types.StringType, Validators: []validator.Set{setvalidator.SizeAtLeast(1), setvalidator.NoNullValues()},
			MarkdownDescription: "ARN patterns of everything that may be reached, such as `arn:aws:s3:::bucket` and `arn:aws:s3:::bucket/*`. " +
				"A pattern that leaves open whose resource it is, with a wildcard in the name of a bucket or in place of the account, is limited to owners in `trusted`. " +
				"`*` means any resource, whoever owns it. Each service needs a pattern; patterns of services that are not in `services` are left out. " +
				"Actions that take no resource, such as `s3:ListAllMyBuckets`, are allowed by name beside them. Null: whatever belongs to the trusted.",
		},
		"targets": schema.DynamicAttribute{
			Optional: true,
			MarkdownDescription: "What the callers reach, as in `vpce_recommendation`: a map by your own key of objects with `service`, `arn`, `account_id`, `region` and `copy_source_region`. Another name is an error. " +
				"The services whose ARNs it has are narrowed to these and to what lies below them, such as the objects of a bucket; `account_id` then says who must own a bucket. " +
				"Targets without `arn`, of other services and of other Regions are left out. Null: nothing is narrowed.",
		},
		"aws_owned_resources": schema.DynamicAttribute{
			Optional: true,
			MarkdownDescription: "Resources of AWS itself that may be reached besides: `auto` (default: those that the services and workloads need, such as the bucket with the image layers of ECR), `none`, or a list of ARN patterns. " +
				"Of a pattern that is known, only the actions needed are allowed; requests that are unsigned or signed by AWS pass only where a source says that they come.",
		},
		"workloads": schema.MapAttribute{
			Optional: true, ElementType: types.SetType{ElemType: types.StringType},
			Validators: []validator.Map{mapvalidator.NoNullValues(), mapvalidator.ValueSetsAre(setvalidator.NoNullValues())},
			MarkdownDescription: "Workloads that use the endpoint, from the name of the workload to the set of its optional parts, as in `vpce_recommendation`. " +
				"They say which resources of AWS are needed, and add no service. Null: none.",
		},
		"allow_aws_service_principals": optionalFlag("Whether AWS services may call by themselves, as `aws:PrincipalIsAWSService` shows. Default `false`. Without `trusted` everybody may."),
		"source_policy_documents": schema.ListAttribute{
			Optional: true, ElementType: types.StringType, Validators: []validator.List{noNullElements{}},
			MarkdownDescription: "Policies, as JSON, whose statements are added as they are, with their Sids. They are part of what is proved, so a verdict can then be a counterexample. " +
				"A document of Version 2008-10-17 with `${` in a value is an error, because it would become a variable. Null: none.",
		},

		"json":       computedText("The policy, as JSON without white space, to be the `policy` of `aws_vpc_endpoint`. The same input gives the same text, whatever its order."),
		"size":       schema.Int64Attribute{Computed: true, MarkdownDescription: "Number of characters of the policy, as AWS counts them."},
		"size_limit": schema.Int64Attribute{Computed: true, MarkdownDescription: "Number of characters that AWS takes; more is an error that names the longest parts."},
		"statements": schema.ListNestedAttribute{
			Computed: true, MarkdownDescription: "Statements of the policy in its order, with the reasons for them.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"sid":                    computedText("Sid of the statement; null where a source document gives none."),
				"why":                    computedText("What it is for, in a sentence."),
				"sources":                computedTexts("Pages on which it rests; empty for a statement of a source document."),
				"source_policy_document": schema.Int64Attribute{Computed: true, MarkdownDescription: "Index of the document in `source_policy_documents` that it is from; null if it was made here."},
			}},
		},
		"verdicts": schema.MapNestedAttribute{
			Computed: true,
			MarkdownDescription: "What was proved about the policy, for every possible request: answers as of `vpce_policy_analysis`, by question. Asked are `anonymous`, `nothing_allowed` and `dead_statements`; " +
				"`principal_outside` and `resource_outside` if `trusted` is given (the latter not with `*` in `resources`); `must_allow` if resources of AWS are required. " +
				"Resources of AWS that anybody may reach are no breach of `principal_outside`, and make `anonymous` a counterexample; the explanation says what holds apart from them. " +
				"For `nothing_allowed` the good answer is `counterexample`: something passes.",
			NestedObject: schema.NestedAttributeObject{Attributes: answerAttributes()},
		},
		"refused": schema.ListNestedAttribute{
			Computed: true, MarkdownDescription: "What the policy refuses although it may be wanted, because no condition tells it from what an outsider does. Add it by `source_policy_documents` if you need it.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"actions": computedTexts("Actions concerned."),
				"why":     computedText("What keeps them out, and what would let them in."),
				"source":  computedText("Address of the page that says so."),
			}},
		},
		"facts_as_of": computedText("Date of the facts about resources of AWS."),
	}
	maps.Copy(attributes, findingsAttributes())
	resp.Schema = schema.Schema{
		MarkdownDescription: "Writes a least-privilege endpoint policy: the trusted may reach what belongs to the trusted, or only what is named, with the actions of the services alone, " +
			"and with the resources of AWS that workloads cannot do without. What the policy does is then proved for every possible request.\n\n" +
			"An endpoint policy is a filter: what it lets through still needs the permission of identity and resource policies. " +
			"Callers are named by conditions, never by `Principal`, because on gateway endpoints an account there is its root user only.",
		Attributes: attributes,
	}
}

// policyDocumentModel is the data source's configuration and answer.
type policyDocumentModel struct {
	Services                  []string            `tfsdk:"services"`
	Region                    types.String        `tfsdk:"region"`
	VPCEndpointType           types.String        `tfsdk:"vpc_endpoint_type"`
	Trusted                   types.Dynamic       `tfsdk:"trusted"`
	Resources                 []string            `tfsdk:"resources"`
	Targets                   types.Dynamic       `tfsdk:"targets"`
	AWSOwnedResources         types.Dynamic       `tfsdk:"aws_owned_resources"`
	Workloads                 map[string][]string `tfsdk:"workloads"`
	AllowAWSServicePrincipals types.Bool          `tfsdk:"allow_aws_service_principals"`
	SourcePolicyDocuments     []string            `tfsdk:"source_policy_documents"`

	JSON       types.String            `tfsdk:"json"`
	Size       types.Int64             `tfsdk:"size"`
	SizeLimit  types.Int64             `tfsdk:"size_limit"`
	Statements []writtenStatementModel `tfsdk:"statements"`
	Verdicts   map[string]answerModel  `tfsdk:"verdicts"`
	Refused    []refusalModel          `tfsdk:"refused"`
	FactsAsOf  types.String            `tfsdk:"facts_as_of"`
	Findings   []findingModel          `tfsdk:"findings"`
	NotChecked []notCheckedModel       `tfsdk:"not_checked"`
}

type writtenStatementModel struct {
	Sid                  *string  `tfsdk:"sid"`
	Why                  string   `tfsdk:"why"`
	Sources              []string `tfsdk:"sources"`
	SourcePolicyDocument *int64   `tfsdk:"source_policy_document"`
}

type refusalModel struct {
	Actions []string `tfsdk:"actions"`
	Why     string   `tfsdk:"why"`
	Source  string   `tfsdk:"source"`
}

func (d *policyDocumentDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m policyDocumentModel
	if resp.Diagnostics.Append(req.Config.Get(ctx, &m)...); resp.Diagnostics.HasError() {
		return
	}
	f, err := d.env.facts()
	if err != nil {
		addBug(&resp.Diagnostics, err)
		return
	}
	w := &policyWish{policyDocumentModel: &m, catalog: f.catalog, diags: &resp.Diagnostics, told: map[int]bool{}}
	w.resolve()
	region, ok := w.region(func() (catalog.Region, bool) {
		_, region, ok := d.start(m.Region, &resp.Diagnostics)
		return region, ok
	})
	if !ok {
		return
	}
	document, err := compose.Compose(w.input(region))
	if w.addFaults(err); resp.Diagnostics.HasError() {
		return
	}
	report, asOf, err := w.judge(document)
	if err != nil {
		addBug(&resp.Diagnostics, err)
		return
	}
	m.fill(document)
	m.FactsAsOf = types.StringValue(asOf)
	m.Findings, m.NotChecked = d.report(report)
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

// fill puts the document into the model.
func (m *policyDocumentModel) fill(d compose.Document) {
	m.JSON, m.Size, m.SizeLimit = types.StringValue(d.JSON), types.Int64Value(int64(d.Size)), types.Int64Value(int64(d.Limit))
	m.Statements, m.Refused, m.Verdicts = []writtenStatementModel{}, []refusalModel{}, map[string]answerModel{}
	for _, s := range d.Statements {
		w := writtenStatementModel{Sid: orNull(s.Sid), Why: s.Why, Sources: orEmpty(s.Pages)}
		if s.Source >= 0 {
			index := int64(s.Source)
			w.SourcePolicyDocument = &index
		}
		m.Statements = append(m.Statements, w)
	}
	for _, v := range d.Verdicts {
		m.Verdicts[string(v.Kind)] = answerOf(v.Final())
	}
	for _, r := range d.Refused {
		m.Refused = append(m.Refused, refusalModel{Actions: r.Actions, Why: r.Why, Source: r.Page})
	}
}

// policyWish turns the configuration into the domain's input and knows where it is from.
type policyWish struct {
	*policyDocumentModel
	catalog *catalog.Catalog
	diags   *diag.Diagnostics

	refs    []serviceRef
	targets []string // the caller's keys, in the order of the input's targets
	in      compose.Input
	// supported says whether the endpoints are known to take a policy.
	supported *bool
	// told are the elements of services about which something was said.
	told map[int]bool
}

// serviceRef is a service that an element of services stands for.
type serviceRef struct {
	catalog.Ref
	index int
}

func (w *policyWish) wrong(p input.Path, format string, args ...any) {
	addErrorAt(w.diags, p, "Invalid Policy Document", fmt.Sprintf(format, args...))
}

// unfit says what is wrong with a service.
func (w *policyWish) unfit(index int, format string, args ...any) {
	w.told[index] = true
	w.wrong(input.At("services").Index(index), format, args...)
}

func (w *policyWish) resolve() {
	for i, word := range w.Services {
		refs, err := w.catalog.Resolve(word)
		if err != nil {
			w.unfit(i, "%s.", err)
		}
		for _, ref := range refs {
			w.refs = append(w.refs, serviceRef{ref, i})
		}
	}
}

// region is that of all services. The default is only asked for if a service needs it.
func (w *policyWish) region(standard func() (catalog.Region, bool)) (catalog.Region, bool) {
	var region catalog.Region
	if len(w.refs) == 0 {
		return standard()
	}
	for _, ref := range w.refs {
		its, ok := w.catalog.Region(ref.Region)
		if !ok {
			if its, ok = standard(); !ok {
				return its, false
			}
		}
		switch {
		case region.Code == "":
			region = its
		case region.Code != its.Code:
			w.unfit(ref.index, "%s is in %s, and a service before it in %s. A policy names resources of one Region; write one for each.", ref.Key, its.Code, region.Code)
		}
	}
	return region, region.Code != ""
}

// input is what the domain works with. What is wrong with it is told, and the rest goes on, so
// that the domain tells what else is.
func (w *policyWish) input(region catalog.Region) compose.Input {
	w.in = compose.Input{
		Region: region.Code, Partition: region.Partition, Trusted: w.trusted(), Resources: w.Resources, Owned: w.owned(),
		AllowServices: w.AllowAWSServicePrincipals.ValueBool(), Sources: w.SourcePolicyDocuments,
	}
	switch w.VPCEndpointType.ValueString() {
	case string(catalog.Gateway):
		w.in.Endpoints = []match.Endpoint{match.Gateway}
	case string(catalog.Interface):
		w.in.Endpoints = []match.Endpoint{match.Interface}
	}
	for _, ref := range w.refs {
		w.in.Services = append(w.in.Services, w.service(ref, region))
	}
	targets := readTargets(w.Targets, w.diags)
	w.targets = slices.Sorted(maps.Keys(targets))
	for _, name := range w.targets {
		t := targets[name]
		w.in.Targets = append(w.in.Targets, compose.Target{Name: name, ARN: t.ARN, Account: t.AccountID, Region: t.Region})
	}
	w.readWorkloads()
	return w.in
}

// service is a service with its action prefixes, if its endpoints take a policy.
func (w *policyWish) service(ref serviceRef, region catalog.Region) compose.Service {
	known, _ := w.catalog.Service(ref.Key)
	var offered, taken, open bool
	for _, t := range []catalog.EndpointType{catalog.Gateway, catalog.Interface} {
		if wanted := w.VPCEndpointType.ValueString(); wanted != "" && wanted != string(t) {
			continue
		}
		if offer, ok := w.catalog.Offer(ref.Key, region.Code, t); ok {
			offered = true
			open = open || offer.PolicySupported == nil
			taken = taken || offer.PolicySupported != nil && *offer.PolicySupported
		}
	}
	switch {
	case !offered && w.VPCEndpointType.IsNull():
		w.unfit(ref.index, "%s has neither a gateway nor an interface endpoint, so there is no endpoint policy to write.", ref.Key)
	case !offered:
		w.unfit(ref.index, "%s has no endpoint of type %s.", ref.Key, w.VPCEndpointType.ValueString())
	case !taken && !open:
		w.unfit(ref.index, "Endpoints of %s take no policy: AWS allows full access through them, whatever a policy says. Leave the service out, and limit access where the service itself allows it.", ref.Key)
	}
	if w.supported == nil || *w.supported {
		w.supported = &taken
	}
	s := compose.Service{Key: cmp.Or(known.FIPSOf, ref.Key), Prefixes: known.IAMPrefixes}
	if words, err := vocabulary.Embedded(); err == nil && s.Prefixes == nil {
		s.Prefixes, _ = words.EndpointPrefixes(ref.Key)
	}
	return s
}

func (w *policyWish) trusted() prove.Trusted {
	given := dynamicOption("trusted", w.Trusted, w.diags)
	o := given.object("organization_ids", "account_ids", "organization_paths", "accounts_by_organization")
	t := prove.Trusted{
		Organizations: o.get("organization_ids").texts(), Accounts: o.get("account_ids").texts(), Paths: o.get("organization_paths").texts(),
	}
	for id, accounts := range o.get("accounts_by_organization").members() {
		if t.Members == nil {
			t.Members = map[string][]string{}
		}
		t.Members[id] = accounts.texts()
	}
	if given.given() && len(t.Organizations)+len(t.Accounts)+len(t.Paths)+len(t.Members) == 0 && !w.diags.HasError() {
		w.wrong(given.at, "Nobody is named in it; give organization_ids, account_ids or organization_paths, or leave it out.")
	}
	return t
}

func (w *policyWish) owned() compose.Owned {
	o := dynamicOption("aws_owned_resources", w.AWSOwnedResources, w.diags)
	if _, word := o.plain().(basetypes.StringValue); !word {
		return compose.Owned{ARNs: o.texts()}
	}
	switch word := o.text(); word {
	case "none":
		return compose.Owned{None: true}
	case "", "auto":
	default:
		w.wrong(o.at, "%q is neither auto nor none, and a list of ARN patterns is written in brackets.", word)
	}
	return compose.Owned{}
}

func (w *policyWish) readWorkloads() {
	for _, name := range slices.Sorted(maps.Keys(w.Workloads)) {
		at := input.At("workloads").Key(name)
		known, ok := w.catalog.Workload(name)
		if !ok {
			w.wrong(at, "%q is not a workload; known are %s.", name, strings.Join(w.catalog.WorkloadNames(), ", "))
			continue
		}
		w.in.Workloads = append(w.in.Workloads, name)
		for _, part := range w.Workloads[name] {
			if !slices.Contains(known.Required, part) && !slices.ContainsFunc(known.Optional, func(p catalog.Part) bool { return p.Key == part }) {
				w.wrong(at.Element(part), "%q is not an optional part of %s.", part, name)
			}
		}
	}
}

// addFaults reports what the domain could not use, each at its attribute.
func (w *policyWish) addFaults(err error) {
	var faults compose.Faults
	switch {
	case errors.As(err, &faults):
		for _, f := range faults {
			if f.Field == compose.Services && (f.Index < 0 && len(w.refs) == 0 || f.Index >= 0 && w.told[w.refs[f.Index].index]) {
				continue // it was told why
			}
			w.wrong(w.pathOf(f), "%s", f.Text)
		}
	case err != nil:
		addBug(w.diags, err)
	}
}

// pathOf leads to the attribute that a fault is about.
func (w *policyWish) pathOf(f compose.Fault) input.Path {
	var p input.Path
	for name := range strings.SplitSeq(string(f.Field), ".") {
		p = append(p, input.Attribute(name))
	}
	switch {
	case f.Index < 0:
		return p
	case f.Field == compose.Services:
		return p.Index(w.refs[f.Index].index)
	case f.Field == compose.Resources:
		return p.Element(w.in.Resources[f.Index])
	case f.Field == compose.Targets:
		return p.Key(w.targets[f.Index])
	}
	return p.Index(f.Index)
}

// judge lints the document, and lists what could not be said about it.
func (w *policyWish) judge(d compose.Document) (report rules.Report, asOf string, err error) {
	words, err := vocabulary.Embedded()
	if err != nil {
		return report, "", err
	}
	facts, err := owned.Embedded()
	if err != nil {
		return report, "", err
	}
	t := w.in.Trusted
	trusting := len(t.Organizations)+len(t.Accounts)+len(t.Paths) > 0
	o := lint.Options{
		Attribute: "json", EndpointType: lint.EndpointType(w.VPCEndpointType.ValueString()), Region: w.in.Region, Partition: w.in.Partition,
		Trusted: trusting, Vocabulary: words,
	}
	if w.supported != nil && *w.supported {
		o.PolicySupported = w.supported
	}
	if !slices.ContainsFunc(w.refs, func(ref serviceRef) bool { return ref.Key != w.refs[0].Key }) {
		o.Service = w.refs[0].Key
	}
	linted := lint.Text(d.JSON, o)
	open := linted.NotChecked
	for _, m := range d.Missing {
		who := "some uses need them"
		if m.Required {
			who = "they are needed"
		}
		open = append(open, rules.NotChecked{
			Rule: "POL-609", Target: m.ID,
			Reason: fmt.Sprintf("%s: %s, and no source names them in %s; if they are there, allow them in source_policy_documents", m.Title, who, w.in.Region),
		})
	}
	if !trusting {
		for _, id := range []string{"POL-602", "POL-604"} {
			open = append(open, rules.NotChecked{Rule: id, Reason: "trusted is not given, so nobody is inside or outside"})
		}
	}
	report.Take(linted.Findings, open)
	return report, facts.AsOf(), nil
}

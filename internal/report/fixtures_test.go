package report

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/cost"
	"github.com/vpce-tools/terraform-provider-vpce/internal/design"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
	"github.com/vpce-tools/terraform-provider-vpce/internal/recommend"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

// designs are those of the golden files, by file name.
func designs() map[string]*design.Design {
	return map[string]*design.Design{
		"empty":   {Cost: &cost.Result{Total: dollars("0")}},
		"eks":     eks(),
		"s3_pair": s3Pair(),
		"unknown": unknownIDs(),
		"large":   large(),
		"hostile": hostile(),
	}
}

// drawings are designs of which only the diagram is a golden file, because the text is long.
func drawings() map[string]*design.Design {
	return map[string]*design.Design{"crowded": crowded(), "huge": huge()}
}

func given(s string) plan.Text { return maybe.Of(s) }

func dollars(s string) money.Known { return maybe.Of(money.MustParse(s)) }

func seoul() catalog.Region {
	return catalog.Region{Code: "ap-northeast-2", Name: "Asia Pacific (Seoul)", Partition: "aws"}
}

func subnet(key, cidr, zoneID string, table int) plan.Subnet {
	return plan.Subnet{
		Key: key, Listed: true, ID: given("subnet-" + key), CIDRBlock: given(cidr), Table: table,
		Zone:   plan.Zoned{ID: given(zoneID), Key: zoneID},
		Client: maybe.Of(true), Eligible: maybe.Of(true),
	}
}

func table(key string, routes ...plan.Route) plan.Table {
	return plan.Table{Key: key, Listed: true, ID: given("rtb-" + key), Routes: routes, RoutesKnown: true}
}

func throughNAT() plan.Route {
	return plan.Route{CIDRBlock: given("0.0.0.0/0"), TargetAttribute: "nat_gateway_id", TargetID: given("nat-1")}
}

func gatewayTo(service string, tables ...string) *design.Endpoint {
	return &design.Endpoint{
		Key: service + "/gateway", Service: service, Type: catalog.Gateway, RouteTables: maybe.Of(tables),
		ServiceName: given("com.amazonaws.ap-northeast-2." + service),
		Reasons:     []string{"A gateway endpoint costs nothing and the callers are inside the VPC (SEL-01)."},
	}
}

func interfaceTo(service string, subnets ...string) *design.Endpoint {
	return &design.Endpoint{
		Key: service + "/interface", Service: service, Type: catalog.Interface, Subnets: maybe.Of(subnets), Ports: []int{443},
		ServiceName: given("com.amazonaws.ap-northeast-2." + service), PrivateDNSEnabled: maybe.Of(true), IPAddressType: given("ipv4"),
		Reasons: []string{"The service offers interface endpoints only (SEL-02).", "Private DNS is on."},
	}
}

func lineOf(endpoint string, item price.Item, quantity, unit, rate string) cost.LineItem {
	q, r := money.MustParse(quantity), money.MustParse(rate)
	return cost.LineItem{
		Endpoint: endpoint, Item: item, Region: "ap-northeast-2", Unit: unit, Quantity: maybe.Of(q), UnitPrice: maybe.Of(r),
		Monthly: maybe.Of(q.Mul(r)), AsOf: "2026-09-01", Confidence: price.High,
	}
}

// bySelf puts endpoints under their keys.
func bySelf(list ...*design.Endpoint) map[string]*design.Endpoint {
	out := map[string]*design.Endpoint{}
	for _, e := range list {
		out[e.Key] = e
	}
	return out
}

// eks is a private cluster in three zones, one service left on NAT.
func eks() *design.Design {
	zones := []string{"apne2-az1", "apne2-az2", "apne2-az3"}
	d := &design.Design{
		Region: seoul(), AsOf: "2026-10-01",
		VPC: plan.VPC{ID: given("vpc-0abc"), CIDRBlocks: maybe.Of([]plan.Text{given("10.0.0.0/16")})},
		Network: plan.Network{
			Main: 3, Tables: []plan.Table{
				table("private-a", throughNAT()), table("private-b", throughNAT()), table("private-c", throughNAT()), table("public"),
			},
		},
		LeftOnNAT: []string{"autoscaling/interface"},
	}
	for i, letter := range []string{"a", "b", "c"} {
		d.Network.Subnets = append(d.Network.Subnets, subnet("private-"+letter, fmt.Sprintf("10.0.%d.0/20", 16*i), zones[i], i))
	}
	for i, letter := range []string{"a", "b", "c"} {
		s := subnet("public-"+letter, fmt.Sprintf("10.0.%d.0/24", 128+i), zones[i], 3)
		s.ThroughMain, s.Client = true, maybe.Of(false)
		d.Network.Subnets = append(d.Network.Subnets, s)
	}
	list := []*design.Endpoint{gatewayTo("s3", "private-a", "private-b", "private-c")}
	var lines []cost.LineItem
	d.Recommendations = map[string]*recommend.Recommendation{
		"s3": {Decision: recommend.UseGateway, Endpoints: []string{"s3/gateway"}, Rejected: []recommend.Rejection{
			{Type: catalog.Interface, Reason: "It costs money and nobody calls from outside", Rule: "SEL-03"},
		}},
		"autoscaling": {Decision: recommend.UseInterface, Endpoints: []string{"autoscaling/interface"}},
		"iam":         {Decision: recommend.UseNone, Reasons: []string{"IAM has its endpoint in us-east-1 only (REG-12).", "The subnets have no egress, so nothing carries it."}},
	}
	for _, service := range []string{"ec2", "ecr.api", "ecr.dkr", "eks", "eks-auth", "elasticloadbalancing", "logs", "sts"} {
		e := interfaceTo(service, "private-a", "private-b", "private-c")
		e.Zones = zones
		list = append(list, e)
		lines = append(lines, lineOf(e.Key, price.InterfaceEndpointHour, "2190", "hour", "0.013"))
		d.Recommendations[service] = &recommend.Recommendation{Decision: recommend.UseInterface, Endpoints: []string{e.Key}}
	}
	lines = append(lines, lineOf("logs/interface", price.InterfaceEndpointGB, "120.5", "GB", "0.01"))
	d.Endpoints = bySelf(list...)
	total := cost.Sum(lines)
	d.Cost = &cost.Result{
		Currency: "USD", Lines: lines, Total: total, Minimum: total, Maximum: total,
		WithoutEndpoints: dollars("260.125"), Saving: money.Minus(dollars("260.125"), total), NATGateway: dollars("129.21"),
		PricesAsOf:        "2026-09-01",
		Cheapest:          &cost.Cheapest{Endpoints: []string{"s3/gateway"}, LeftOnNAT: []string{"logs/interface"}, Monthly: money.MustParse("150")},
		StatedAssumptions: []string{"nat_public_ipv4_charged = true: Each NAT gateway, and each zone of a regional one, has one public IPv4 address."},
	}
	d.SecurityGroupRules = map[string]design.SecurityGroupRule{
		"ingress/443/private-a": {Type: "ingress", Port: 443, CIDRIPv4: given("10.0.0.0/20"), Description: "TCP 443 from subnet private-a"},
		"ingress/443/private-b": {Type: "ingress", Port: 443, CIDRIPv4: given("10.0.16.0/20"), Description: "TCP 443 from subnet private-b"},
		"egress/443/s3": {
			Type: "egress", Port: 443, PrefixListName: given("com.amazonaws.ap-northeast-2.s3"),
			Description: "TCP 443 to s3 through its gateway endpoint",
		},
	}
	d.Findings = []rules.Finding{
		{
			Rule: "REG-11", Severity: rules.Error, Target: "iam", Summary: "A wish has no endpoint here", Detail: `"iam" has none in ap-northeast-2.`,
			Fix: "Allow egress to us-east-1.", Source: "https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html",
		},
		{Rule: "COST-04", Severity: rules.Warning, Target: "logs/interface", Summary: "NAT is cheaper", Detail: "It costs $19.18 a month; through NAT $1.18.", Fix: "Leave it on NAT."},
		{Rule: "SG-02", Severity: rules.Warning, Target: "ec2/interface", Summary: "A group of its own", Fix: "Set security_group_ids."},
		{Rule: "SG-02", Severity: rules.Warning, Target: "logs/interface", Summary: "A group of its own", Fix: "Set security_group_ids."},
		{Rule: "IF-07", Severity: rules.Warning, Target: "logs/interface", Summary: "One zone alone", Detail: "One zone alone.", Fix: "Take two zones"},
		{Rule: "GW-12", Severity: rules.Info, Reminder: true, Target: "s3/gateway", Summary: "Security groups of callers need a rule", Fix: "Use the prefix list."},
	}
	d.NotChecked = []rules.NotChecked{
		{Rule: "SG-01", Reason: "security_groups is not given"},
		{Rule: "SG-02", Reason: "security_groups is not given"},
		{Rule: "QUO-03", Target: "ecr.api/interface", Reason: "quota_usage is known after apply", Later: true},
	}
	return d
}

// s3Pair is S3 from inside and from on premises.
func s3Pair() *design.Design {
	onPremises := interfaceTo("s3", "private-a", "private-b")
	onPremises.DNSOptions = &design.DNSOptions{InboundOnly: maybe.Of(true)}
	abroad := interfaceTo("kms", "private-a", "private-b")
	abroad.Key, abroad.ServiceRegion, abroad.ServiceName = "kms/interface@us-west-2", given("us-west-2"), given("com.amazonaws.us-west-2.kms")
	partner := &design.Endpoint{
		Key: "partner/interface", Service: "partner", Type: catalog.Interface, Subnets: maybe.Of([]string{"private-a"}), Ports: []int{8443},
		ServiceName: given("com.amazonaws.vpce.ap-northeast-2.vpce-svc-0123456789abcdef0"), Reasons: []string{"It is the caller's own entry."},
	}
	main := subnet("private-b", "10.1.1.0/24", "apne2-az2", 0)
	main.ThroughMain = true
	onPremises.Callers, abroad.Callers = []string{"on_premises"}, []string{"vpc", "on_premises"}
	return &design.Design{
		Region: seoul(), AsOf: "2026-10-01", VPC: plan.VPC{CIDRBlocks: maybe.Of([]plan.Text{given("10.1.0.0/16")})},
		Endpoints: bySelf(gatewayTo("s3", "private"), onPremises, abroad, partner),
		Network: plan.Network{
			Main: 0, Tables: []plan.Table{table("private")},
			Subnets: []plan.Subnet{subnet("private-a", "10.1.0.0/24", "apne2-az1", 0), main},
		},
		SecurityGroupRules: map[string]design.SecurityGroupRule{
			"ingress/443/on_premises/10.200.0.0/16": {Type: "ingress", Port: 443, CIDRIPv4: given("10.200.0.0/16"), Description: "TCP 443 from on premises"},
			"ingress/443/on_premises/10.201.0.0/16": {Type: "ingress", Port: 443, CIDRIPv4: given("10.201.0.0/16"), Description: "TCP 443 from on premises"},
			"ingress/443/private-a":                 {Type: "ingress", Port: 443, CIDRIPv4: given("10.1.0.0/24"), Description: "TCP 443 from subnet private-a"},
		},
		PrivateHostedZones: []design.PrivateHostedZone{{Name: "s3.ap-northeast-2.amazonaws.com", Endpoint: "s3/interface", Wildcard: true}},
		Steps: []design.Step{
			{Side: design.Consumer, Text: "Create an inbound Resolver endpoint and forward the names of s3/interface to it from on premises (DNS-14)."},
			{Side: design.Provider, Text: "Accept the connection of partner/interface."},
		},
		Cost: &cost.Result{
			Currency: "USD", PricesAsOf: "2026-09-01", Total: maybe.Unknown[money.Amount](),
			Lines: []cost.LineItem{
				lineOf("s3/interface", price.InterfaceEndpointHour, "1460", "hour", "0.013"),
				{Endpoint: "kms/interface@us-west-2", Item: price.InterRegionOutGB, Region: "us-west-2", Unit: "GB", Quantity: dollars("12"), UnitPrice: maybe.Unknown[money.Amount](), Monthly: maybe.Unknown[money.Amount]()},
			},
		},
	}
}

// unknownIDs is a VPC that does not exist yet.
func unknownIDs() *design.Design {
	waiting := interfaceTo("ssm")
	waiting.Subnets, waiting.ServiceName = maybe.Unknown[[]string](), maybe.Unknown[string]()
	gateway := gatewayTo("dynamodb")
	gateway.RouteTables = maybe.Unknown[[]string]()
	open := subnet("app", "", "", plan.None)
	open.ID, open.CIDRBlock, open.Zone = maybe.Unknown[string](), maybe.Unknown[string](), plan.Zoned{ID: maybe.Unknown[string](), Missing: "it is not known yet"}
	open.TableMissing, open.TableLater, open.Client = "route_table_id is known after apply", true, maybe.Unknown[bool]()
	lone := subnet("db", "10.2.1.0/24", "apne2-az1", plan.None)
	lone.TableMissing = "nothing says which table it uses"
	return &design.Design{
		Region: seoul(), AsOf: "2026-10-01", Open: true, VPC: plan.VPC{ID: maybe.Unknown[string]()},
		Endpoints: bySelf(waiting, gateway, interfaceTo("logs", "app", "db")),
		Network:   plan.Network{Main: plan.None, Subnets: []plan.Subnet{open, lone}},
		SecurityGroupRules: map[string]design.SecurityGroupRule{
			"ingress/443/app": {Type: "ingress", Port: 443, CIDRIPv4: maybe.Unknown[string](), Description: "TCP 443 from subnet app"},
		},
		Cost: &cost.Result{
			Currency: "USD", Total: maybe.Unknown[money.Amount](), Minimum: dollars("18.98"), Maximum: dollars("75.92"),
			Lines: []cost.LineItem{{
				Endpoint: "ssm/interface", Item: price.InterfaceEndpointHour, Region: "ap-northeast-2", Unit: "hour",
				Quantity: maybe.Unknown[money.Amount](), UnitPrice: dollars("0.013"), Monthly: maybe.Unknown[money.Amount](), AsOf: "2026-09-01",
			}},
			WithoutEndpoints: maybe.Unknown[money.Amount](), Saving: maybe.Unknown[money.Amount](),
		},
	}
}

// large is 60 endpoints over 20 subnets, each in others.
func large() *design.Design {
	d := &design.Design{Region: seoul(), AsOf: "2026-10-01", Network: plan.Network{Main: plan.None}, Cost: &cost.Result{Currency: "USD"}}
	for i := range 20 {
		d.Network.Tables = append(d.Network.Tables, table(fmt.Sprintf("private-%02d", i)))
		d.Network.Subnets = append(d.Network.Subnets, subnet(fmt.Sprintf("private-%02d", i), fmt.Sprintf("10.0.%d.0/24", i), fmt.Sprintf("apne2-az%d", i%4+1), i))
	}
	var list []*design.Endpoint
	for i := range 60 {
		e := interfaceTo(fmt.Sprintf("service-%02d", i), fmt.Sprintf("private-%02d", i%20), fmt.Sprintf("private-%02d", (i*7+1)%20))
		list = append(list, e)
		d.Cost.Lines = append(d.Cost.Lines, lineOf(e.Key, price.InterfaceEndpointHour, "1460", "hour", "0.013"))
		d.NotChecked = append(d.NotChecked, rules.NotChecked{Rule: "IF-10", Target: e.Key, Reason: "quota_usage is not given"})
	}
	d.Endpoints = bySelf(list...)
	d.Cost.Total = cost.Sum(d.Cost.Lines)
	return d
}

// crowded has no two endpoints that are alike.
func crowded() *design.Design {
	d := large()
	for i, key := range slices.Sorted(maps.Keys(d.Endpoints)) {
		d.Endpoints[key].Ports = []int{1000 + i}
	}
	d.LeftOnNAT = []string{"sqs/interface", "sns/interface"}
	return d
}

// huge is far more than anybody has.
func huge() *design.Design {
	d := &design.Design{Region: seoul(), Endpoints: map[string]*design.Endpoint{}, SecurityGroupRules: map[string]design.SecurityGroupRule{}}
	for i := range 400 {
		d.Network.Tables = append(d.Network.Tables, table(fmt.Sprint("table", i)))
		s := subnet(fmt.Sprint("subnet", i, "\u202e<"), "10.0.0.0/24", fmt.Sprint("zone", i), i)
		s.ThroughMain = i%2 == 0
		d.Network.Subnets = append(d.Network.Subnets, s)
	}
	for i := range 1000 {
		e := interfaceTo(fmt.Sprint("service", i))
		if i%3 == 0 {
			e = gatewayTo(fmt.Sprint("service", i), fmt.Sprint("table", i%400), fmt.Sprint("table", i*7%400))
		}
		e.Subnets = maybe.Of([]string{d.Network.Subnets[i%400].Key, d.Network.Subnets[i*7%400].Key})
		e.Ports, e.ServiceRegion = []int{i, i + 1}, given(fmt.Sprint("region", i))
		d.Endpoints[e.Key] = e
		d.LeftOnNAT = append(d.LeftOnNAT, e.Key)
		for _, who := range outsiders() {
			if e.Type != catalog.Gateway {
				e.Callers = append(e.Callers, who.key)
			}
			d.SecurityGroupRules[fmt.Sprintf("ingress/%d/%s/%d", i, who.key, i)] = design.SecurityGroupRule{Type: "ingress", Port: i, CIDRIPv4: given(fmt.Sprint("10.", i))}
		}
	}
	return d
}

// hostileNames are names that mean something to Markdown, to Mermaid or to HTML.
func hostileNames() []string {
	return []string{
		"end", "subgraph", "a|b", "`code`", `"quoted"`, "[x](https://example.com)", "<script>window.hacked=1</script>", "<img src=x onerror=window.hacked=1>",
		"line\nbreak", "#35; &amp; #quot;", "%%{init: {}}%%", "1. one", "- item", "# title", "www.example.com", "@octocat #1", "fa:fa-car", "$$x$$",
		"classDef x:#35;", "style a:#fff;", "]:::x", `back\slash\n`, "_under_ *star* ~~x~~", "한글 이름", "\u202eevil", "\x00nul", "---", "click a", "ﬂ°°34¶ß", "", "&lt;b&gt;", "$$a$$", "$ $", "km°°", "10.0.0.0/8", "fd00::/8",
		strings.Repeat("long ", 40),
	}
}

func hostile() *design.Design {
	names := hostileNames()
	d := &design.Design{
		Region: catalog.Region{Code: "eu|west`1", Name: "<b>bold</b>"}, AsOf: "2026-10-01", Endpoints: map[string]*design.Endpoint{},
		VPC:                plan.VPC{ID: given(`vpc-"1]`)},
		Network:            plan.Network{Main: 0, Tables: []plan.Table{table("end|`]"), table("<b>")}},
		Recommendations:    map[string]*recommend.Recommendation{},
		SecurityGroupRules: map[string]design.SecurityGroupRule{},
		Cost:               &cost.Result{Currency: "USD|", PricesAsOf: "|"},
	}
	for i, name := range names {
		if i < 8 {
			d.Network.Subnets = append(d.Network.Subnets, subnet(name, "10.0.0.0/24|", []string{`z"1`, "end"}[i%2], i%2))
		}
		e := interfaceTo(name, names[i%8])
		if i%5 == 0 {
			e = gatewayTo(name, "end|`]")
		}
		e.Key, e.ServiceName, e.Reasons = name+"/x", given(name), []string{name}
		d.Endpoints[e.Key] = e
		d.Recommendations[name] = &recommend.Recommendation{
			Reasons: []string{name, name}, Rejected: []recommend.Rejection{{Type: catalog.EndpointType(name), Reason: name, Rule: name}},
		}
		d.SecurityGroupRules["ingress/443/"+name] = design.SecurityGroupRule{Type: "ingress", Port: 443, CIDRIPv4: given(name), Description: name}
		d.PrivateHostedZones = append(d.PrivateHostedZones, design.PrivateHostedZone{Name: name, Endpoint: name, Wildcard: i%2 == 0})
		d.Steps = append(d.Steps, design.Step{Side: design.Consumer, Text: name})
		d.Cost.Lines = append(d.Cost.Lines, cost.LineItem{Endpoint: name, Item: price.Item(name), Region: name, Unit: name, AsOf: name, UnitPrice: dollars("1")})
		d.Cost.StatedAssumptions = append(d.Cost.StatedAssumptions, name)
		d.Findings = append(d.Findings, rules.Finding{Rule: name, Severity: rules.Severity(i%3 + 1), Target: name, Summary: name, Detail: name + name, Fix: name, Source: "https://" + name})
		d.NotChecked = append(d.NotChecked, rules.NotChecked{Rule: name, Target: name, Reason: name, Later: i%2 == 0})
	}
	return d
}

# hashicorp/aws cannot read a VPC without an account, so the test puts one in its place:
# two subnets of which only the first has an association, and an S3 gateway endpoint of the
# network team on the first one's table.

mock_provider "aws" {}

variables {
  vpc_id                = "vpc-0123456789abcdef0"
  client_subnet_ids     = { app = "subnet-0aaaaaaaaaaaaaaaa", batch = "subnet-0bbbbbbbbbbbbbbbb" }
  route_table_ids       = { private = "rtb-0aaaaaaaaaaaaaaaa", main = "rtb-0ffffffffffffffff" }
  existing_endpoint_ids = { network = "vpce-0123456789abcdef0" }
  security_group_id     = "sg-0123456789abcdef0"
}

override_data {
  target = data.aws_vpc.this
  values = {
    id                   = "vpc-0123456789abcdef0"
    owner_id             = "111111111111"
    cidr_block           = "10.0.0.0/16"
    ipv6_cidr_block      = ""
    enable_dns_support   = true
    enable_dns_hostnames = true
    main_route_table_id  = "rtb-0ffffffffffffffff"
  }
}

override_data {
  target = data.aws_subnet.client["app"]
  values = {
    vpc_id                     = "vpc-0123456789abcdef0"
    availability_zone          = "us-east-1a"
    availability_zone_id       = "use1-az4"
    cidr_block                 = "10.0.1.0/24"
    ipv6_cidr_block            = ""
    ipv6_native                = false
    available_ip_address_count = 200
  }
}

override_data {
  target = data.aws_subnet.client["batch"]
  values = {
    vpc_id                     = "vpc-0123456789abcdef0"
    availability_zone          = "us-east-1b"
    availability_zone_id       = "use1-az6"
    cidr_block                 = "10.0.2.0/24"
    ipv6_cidr_block            = ""
    ipv6_native                = false
    available_ip_address_count = 0
  }
}

override_data {
  target = data.aws_route_table.this["private"]
  values = {
    id     = "rtb-0aaaaaaaaaaaaaaaa"
    vpc_id = "vpc-0123456789abcdef0"
    routes = []
    associations = [{
      subnet_id                  = "subnet-0aaaaaaaaaaaaaaaa"
      main                       = false
      gateway_id                 = ""
      route_table_id             = "rtb-0aaaaaaaaaaaaaaaa"
      route_table_association_id = "rtbassoc-0aaaaaaaaaaaaaaaa"
    }]
  }
}

override_data {
  target = data.aws_route_table.this["main"]
  values = {
    id     = "rtb-0ffffffffffffffff"
    vpc_id = "vpc-0123456789abcdef0"
    routes = []
    associations = [{
      subnet_id                  = ""
      main                       = true
      gateway_id                 = ""
      route_table_id             = "rtb-0ffffffffffffffff"
      route_table_association_id = "rtbassoc-0ffffffffffffffff"
    }]
  }
}

override_data {
  target = data.aws_vpc_endpoint.existing["network"]
  values = {
    vpc_id            = "vpc-0123456789abcdef0"
    service_name      = "com.amazonaws.us-east-1.s3"
    vpc_endpoint_type = "Gateway"
    state             = "available"
    ip_address_type   = "ipv4"
    route_table_ids   = ["rtb-0aaaaaaaaaaaaaaaa"]
  }
}

run "only_the_table_that_nobody_serves_is_associated" {
  command = plan

  assert {
    condition     = aws_vpc_endpoint.this["s3/gateway"].route_table_ids == toset(["rtb-0ffffffffffffffff"])
    error_message = "The S3 gateway endpoint must get the main table, and leave the network team's alone."
  }

  assert {
    condition     = contains(output.findings, "info GW-06 private")
    error_message = "The table that is served already must be told."
  }
}

run "a_full_subnet_holds_no_endpoint" {
  command = plan

  assert {
    condition     = keys(aws_vpc_endpoint.this) == ["ecr.api/interface", "ecr.dkr/interface", "s3/gateway"]
    error_message = "S3 needs a gateway endpoint, ECR two interface endpoints."
  }

  assert {
    condition     = aws_vpc_endpoint.this["ecr.api/interface"].subnet_ids == toset(["subnet-0aaaaaaaaaaaaaaaa"])
    error_message = "The subnet without free addresses must be left out."
  }

  assert {
    condition     = contains(output.findings, "warning IF-05 ecr.api/interface")
    error_message = "One zone is fewer than two, and the findings must say so."
  }

  assert {
    condition     = toset(keys(aws_vpc_security_group_ingress_rule.endpoints)) == toset(["ingress/443/app", "ingress/443/batch"])
    error_message = "The group must admit the callers of both subnets."
  }

  assert {
    condition     = strcontains(output.report, "subnet `app` (use1-az4)")
    error_message = "The report must say where the endpoints are."
  }
}

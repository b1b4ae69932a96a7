BEGIN TRANSACTION;
CREATE TABLE kladde (
	id VARCHAR(32) NOT NULL, 
	nr INTEGER NOT NULL, 
	indhold TEXT NOT NULL, 
	gemt DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "kladde" VALUES('46269c9d17974c069e9bcac887a3ff1b',1,'{"tiltag": [{"type": "flytning", "fra": "k1", "til": {"kommune": "Læsø"}, "over30": 0.5}]}','2026-11-29 08:24:01.275257');
CREATE TABLE lagerversion (
	version INTEGER NOT NULL, 
	tid DATETIME NOT NULL, 
	PRIMARY KEY (version)
);
INSERT INTO "lagerversion" VALUES(3,'2026-11-29 08:24:01.203294');
CREATE TABLE log (
	nr INTEGER NOT NULL, 
	scenarie_id VARCHAR(32) NOT NULL, 
	version INTEGER NOT NULL, 
	tid DATETIME NOT NULL, 
	hvem TEXT NOT NULL, 
	handling TEXT NOT NULL, 
	afgoerelse TEXT NOT NULL, 
	begrundelse TEXT NOT NULL, 
	PRIMARY KEY (nr), 
	FOREIGN KEY(scenarie_id, version) REFERENCES version (scenarie_id, version)
);
INSERT INTO "log" VALUES(1,'3b00d4e464d149adae3a36bc8fa457a7',1,'2026-11-29 08:24:01.245060','Åse','oprettet','','');
INSERT INTO "log" VALUES(2,'3b00d4e464d149adae3a36bc8fa457a7',2,'2026-11-29 08:24:01.259418','Åse','gemt','','');
INSERT INTO "log" VALUES(3,'3b00d4e464d149adae3a36bc8fa457a7',2,'2026-11-29 08:24:01.262202','SU','besluttet','Ja','Fordi');
INSERT INTO "log" VALUES(4,'b6d4cf561ba94a57a58a55bae783c845',1,'2026-11-29 08:24:01.266276','Åse','oprettet','','');
INSERT INTO "log" VALUES(5,'b6d4cf561ba94a57a58a55bae783c845',1,'2026-11-29 08:24:01.270905','Bo','slettet','','');
CREATE TABLE scenarie (
	id VARCHAR(32) NOT NULL, 
	slettet BOOLEAN NOT NULL, 
	kopi_af VARCHAR(32), 
	PRIMARY KEY (id)
);
INSERT INTO "scenarie" VALUES('3b00d4e464d149adae3a36bc8fa457a7',0,NULL);
INSERT INTO "scenarie" VALUES('b6d4cf561ba94a57a58a55bae783c845',1,NULL);
CREATE TABLE version (
	scenarie_id VARCHAR(32) NOT NULL, 
	version INTEGER NOT NULL, 
	navn TEXT NOT NULL, 
	forfatter TEXT NOT NULL, 
	tiltag TEXT NOT NULL, 
	datasaet TEXT NOT NULL, 
	gemt DATETIME NOT NULL, 
	formaal TEXT DEFAULT '' NOT NULL, 
	soeg TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (scenarie_id, version), 
	FOREIGN KEY(scenarie_id) REFERENCES scenarie (id)
);
INSERT INTO "version" VALUES('3b00d4e464d149adae3a36bc8fa457a7',1,'Flyt til Hals','Åse','[{"type": "flytning", "fra": "k1", "til": {"kommune": "Læsø"}, "over30": 0.5}]','f1','2026-11-29 08:24:01.241607','Kortere ventetid','flyt til hals
åse
kortere ventetid');
INSERT INTO "version" VALUES('3b00d4e464d149adae3a36bc8fa457a7',2,'Flyt til Læsø','Åse','[{"type": "flytning", "fra": "k1", "til": {"kommune": "Læsø"}, "over30": 0.5}, {"type": "flytning", "fra": "k1", "til": {"kommune": "Læsø"}, "over30": 0.5}]','f1','2026-11-29 08:24:01.256115','Kortere ventetid','flyt til læsø
åse
kortere ventetid');
INSERT INTO "version" VALUES('b6d4cf561ba94a57a58a55bae783c845',1,'Slettet','Åse','[]','f1','2026-11-29 08:24:01.265418','Kortere ventetid','slettet
åse
kortere ventetid');
CREATE INDEX ix_kladde_gemt ON kladde (gemt);
CREATE INDEX ix_version_gemt ON version (gemt);
CREATE INDEX ix_log_scenarie_id ON log (scenarie_id);
CREATE TRIGGER version_update BEFORE UPDATE ON version BEGIN SELECT RAISE(ABORT, 'Praksiskort only adds rows to this table'); END;
CREATE TRIGGER version_delete BEFORE DELETE ON version BEGIN SELECT RAISE(ABORT, 'Praksiskort only adds rows to this table'); END;
CREATE TRIGGER log_update BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'Praksiskort only adds rows to this table'); END;
CREATE TRIGGER log_delete BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'Praksiskort only adds rows to this table'); END;
COMMIT;
